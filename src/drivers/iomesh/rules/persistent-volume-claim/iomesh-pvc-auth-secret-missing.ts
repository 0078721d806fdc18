import type { HeldClaim } from '../../../../core/claims-of.ts';
import { secretKeys } from '../../../../core/csi-parameters.ts';
import { defineClaimRule } from '../../../../core/each-claim.ts';
import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { knowsKind, mustExist } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import type { StorageClass } from '../../../../core/storage-class.ts';
import { iomeshClassOf } from '../../claims/claim-class.ts';
import { annotationsReadBy } from '../../classes/class-secrets.ts';
import { documents } from '../../examples/clusters.ts';
import { CHAP_CLASS, chapClaim } from '../../examples/storage.ts';

interface UserSecret {
  /** The annotation that names it. */
  readonly annotation: string;
  readonly name: string;
}

/** The secret that the claim's annotation names; `undefined` when the class takes it from another namespace. */
function userSecretOf(claim: HeldClaim, { parameters }: StorageClass): UserSecret | undefined {
  const keys = secretKeys('node-stage');
  if (parameters.get(keys.namespace) !== '${pvc.namespace}') return undefined;
  const [annotation] = annotationsReadBy(parameters.get(keys.name) ?? '');
  const name = annotation && annotationOf(claim.json, annotation);
  return annotation && name ? { annotation, name } : undefined;
}

/** Warns of claims whose secret for CHAP is not there yet. */
export const iomeshPvcAuthSecretMissing = defineClaimRule({
  id: 'iomesh-pvc-auth-secret-missing',
  severity: 'warning',
  summary: 'The secret that a claim names for CHAP exists in its namespace.',
  help: 'Create the secret with username and password before the pod starts.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: documents(
          CHAP_CLASS,
          'apiVersion: v1\nkind: Secret\nmetadata: {namespace: shop, name: user-secret}\n',
        ),
        live: true,
        settings: { checkSecrets: true },
      },
    ],
    invalid: [
      {
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: CHAP_CLASS,
        live: true,
        settings: { checkSecrets: true },
        findings: [{ path: '/metadata/annotations/iomesh.com~1key' }],
      },
    ],
  },
  check(claim, context) {
    const { lookup, settings } = context;
    if (!settings.checkSecrets || !knowsKind(lookup, 'Secret')) return [];
    const found = iomeshClassOf(claim, context);
    if (found === undefined || 'needs' in found) return [];
    const secret = userSecretOf(claim, found.value);
    if (secret === undefined) return [];
    const reference = { kind: 'Secret', namespace: claim.namespace, name: secret.name };
    return mustExist(lookup, reference, ['metadata', 'annotations', secret.annotation]);
  },
});
