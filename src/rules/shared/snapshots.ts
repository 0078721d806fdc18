import { at, stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { resolve } from '../../core/resolve.ts';
import type { Resolved } from '../../core/resolve.ts';

/** Says whether a VolumeSnapshot has been taken: it holds its data, whatever becomes of its claim. */
export function isTaken(snapshot: JsonObject): boolean {
  return at(snapshot, 'status', 'readyToUse') === true;
}

/** The claim that a VolumeSnapshot is taken of; it may be gone, the snapshot outlives it. */
export function snapshottedClaim(snapshot: KubernetesObject, lookup: Lookup): Resolved<KubernetesObject> {
  const name = stringAt(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  if (name === undefined) return undefined;
  const namespace = namespaceOf(snapshot) ?? 'default';
  return resolve(lookup, { kind: 'PersistentVolumeClaim', namespace, name });
}
