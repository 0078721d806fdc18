import { arrayAt, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import type { Lookup } from '../core/lookup.ts';
import { oncePer } from '../core/once-per.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import type { NodeCheck } from './node-check.ts';
import { REASON } from './reasons.ts';

/** The drivers that a CSINode lists. */
const driversOf = oncePer(
  (csiNode: JsonObject): ReadonlySet<string> =>
    new Set(arrayAt(csiNode, 'spec', 'drivers').flatMap(driver => stringAt(driver, 'name') ?? [])),
);

/** Says so for sure: a node whose CSINode is not known may run any driver. */
function isMissing(provisioner: string, nodeName: string, lookup: Lookup): boolean {
  const csiNode = lookup.get('CSINode', undefined, nodeName);
  return csiNode !== undefined && !driversOf(csiNode).has(provisioner);
}

/**
 * One check for each CSI driver that the claims need: that it runs on the node. A node's figures outlive the driver that
 * wrote them (https://github.com/topolvm/topolvm/issues/293).
 */
export function registrationChecks(claims: readonly PodClaim[], lookup: Lookup): readonly NodeCheck[] {
  const provisioners = claims.flatMap(
    ({ storageClass, volume }) => volume?.driver ?? storageClass?.provisioner ?? [],
  );
  return [...new Set(provisioners)].map(provisioner => {
    const reason = REASON.unregistered(provisioner);
    return ({ name }) => (isMissing(provisioner, name, lookup) ? reason : undefined);
  });
}
