import { annotationOf } from '../core/kubernetes-object.ts';
import type { ClaimEvidence, Evidence } from './evidence.ts';
import type { Want } from './explanation.ts';
import { poolOfClass } from './pool-of-class.ts';

function wantOf(evidence: ClaimEvidence, { cluster: { context } }: Evidence): Want {
  const { name, source, claim, storageClass, missingStorageClass, driver, volume } = evidence;
  const isOurs = storageClass !== undefined && driver !== undefined;
  return {
    claim: name,
    source,
    bytes: claim?.requestBytes,
    storageClass: storageClass?.name ?? missingStorageClass,
    driver: storageClass?.provisioner ?? volume?.driver,
    deviceClass: isOurs ? poolOfClass(storageClass, driver, context) : undefined,
    volume: claim?.isBound === true ? (claim.volumeName ?? volume?.name) : undefined,
  };
}

/** What the pod asks of storage, claim by claim. */
export function wantsOf(evidence: Evidence): readonly Want[] {
  return evidence.claims.map(claim => wantOf(claim, evidence));
}

/** The annotations that the webhook computes for the pod's claims and that the pod carries, `key: value`. */
export function injectedAnnotations({ needs, pod, cluster }: Evidence): readonly string[] {
  const keys = needs.flatMap(({ driver, claims }) =>
    claims.length === 0 ? [] : [...driver.demand(claims, cluster.context, pod).annotations.keys()],
  );
  return keys.flatMap(key => {
    const value = annotationOf(pod, key);
    return value === undefined ? [] : [`${key}: ${value}`];
  });
}
