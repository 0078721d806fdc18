import { nameOf } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { DecodedClaim } from '../../../core/own-rules.ts';
import { decodePersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';

/**
 * The name of the claim that exists for a written one, of a StatefulSet's the first; `undefined` when it
 * cannot be told.
 */
function existingName({ holder, name, path }: DecodedClaim): string | undefined {
  if (path.length === 0) return name;
  if (path.includes('volumeClaimTemplates')) return `${name}-${nameOf(holder)}-0`;
  return holder.kind === 'Pod' ? `${nameOf(holder)}-${name}` : undefined;
}

function existing(held: DecodedClaim, lookup: Lookup): PersistentVolumeClaim | undefined {
  const name = existingName(held);
  const object = name === undefined ? undefined : lookup.get('PersistentVolumeClaim', held.namespace, name);
  return object && decodePersistentVolumeClaim(object, held.namespace);
}

/** Says whether a claim, as it is written or as it exists, has its volume, or at least its node, already. */
export function isPlaced(held: DecodedClaim, lookup: Lookup): boolean {
  return [held.decoded, existing(held, lookup)].some(
    claim => claim?.isBound === true || claim?.selectedNode !== undefined,
  );
}
