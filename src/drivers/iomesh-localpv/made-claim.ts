import type { JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { decodePersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';

/** The name of the claim, or of the first claim, that an object makes of what it holds; `undefined` when it cannot be told. */
function madeName(claim: string, holder: KubernetesObject, path: JsonPath): string | undefined {
  if (holder.kind === 'PersistentVolumeClaim') return claim;
  if (path.includes('volumeClaimTemplates')) return `${claim}-${nameOf(holder)}-0`;
  return undefined;
}

function hasPlace(claim: PersistentVolumeClaim): boolean {
  return claim.isBound || claim.selectedNode !== undefined;
}

/** Says whether a claim, as it is written or as it exists, has its volume or at least its node already. */
export function isPlaced(
  claim: PersistentVolumeClaim,
  path: JsonPath,
  holder: KubernetesObject,
  lookup: Lookup,
): boolean {
  if (hasPlace(claim)) return true;
  const name = madeName(claim.name, holder, path);
  const made = name === undefined ? undefined : lookup.get('PersistentVolumeClaim', claim.namespace, name);
  return made !== undefined && hasPlace(decodePersistentVolumeClaim(made, claim.namespace));
}
