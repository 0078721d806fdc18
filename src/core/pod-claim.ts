import { arrayAt, at, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { nameOf } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { decodeClaimSpec, decodePersistentVolumeClaim, storageClassOf } from './persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { decodePersistentVolume } from './persistent-volume.ts';
import type { PersistentVolume } from './persistent-volume.ts';
import { decodeStorageClass } from './storage-class.ts';
import type { StorageClass } from './storage-class.ts';

/** One claim of a pod with all that is known of it; a claim mounted through two volumes appears once. */
export interface PodClaim {
  readonly namespace: string;
  /** The claim's name; `<pod>-<volume>` for a generic ephemeral volume. */
  readonly name: string;
  readonly source: 'persistentVolumeClaim' | 'ephemeral';
  /** Indexes in the pod's `spec.volumes` that use it. */
  readonly volumeIndexes: readonly number[];
  /** `undefined` when the claim is not in the state. */
  readonly claim: PersistentVolumeClaim | undefined;
  /** The class; `undefined` when it is not in the state, or there is none. */
  readonly storageClass: StorageClass | undefined;
  /** The name of a class that is asked for and not in the state. */
  readonly missingStorageClass: string | undefined;
  /** The bound PersistentVolume, when it is in the state. */
  readonly volume: PersistentVolume | undefined;
}

function resolve(
  claim: PersistentVolumeClaim | undefined,
  lookup: Lookup,
): Pick<PodClaim, 'claim' | 'storageClass' | 'missingStorageClass' | 'volume'> {
  if (claim === undefined) {
    return { claim, storageClass: undefined, missingStorageClass: undefined, volume: undefined };
  }
  const found = storageClassOf(claim, lookup);
  const volume =
    claim.volumeName === undefined ? undefined : lookup.get('PersistentVolume', undefined, claim.volumeName);
  return {
    claim,
    storageClass: typeof found === 'string' ? undefined : decodeStorageClass(found),
    missingStorageClass: found === 'missing' ? claim.storageClassName : undefined,
    volume: volume && decodePersistentVolume(volume),
  };
}

function ephemeralClaim(
  pod: JsonObject,
  volume: JsonValue,
  identity: { readonly namespace: string; readonly name: string },
  lookup: Lookup,
): PersistentVolumeClaim {
  const made = lookup.get('PersistentVolumeClaim', identity.namespace, identity.name);
  const podUid = stringAt(pod, 'metadata', 'uid');
  const isOurs = arrayAt(made, 'metadata', 'ownerReferences').some(
    owner => podUid !== undefined && stringAt(owner, 'uid') === podUid,
  );
  if (made !== undefined && isOurs) return decodePersistentVolumeClaim(made);
  return {
    ...decodeClaimSpec(at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'), identity),
    selectedNode: undefined,
  };
}

interface Surroundings {
  readonly pod: JsonObject;
  readonly namespace: string;
  readonly lookup: Lookup;
}

function namedClaim(name: string, index: number, { namespace, lookup }: Surroundings): PodClaim {
  const object = lookup.get('PersistentVolumeClaim', namespace, name);
  const claim = object && decodePersistentVolumeClaim(object);
  return {
    namespace,
    name,
    source: 'persistentVolumeClaim',
    volumeIndexes: [index],
    ...resolve(claim, lookup),
  };
}

function ephemeralVolumeClaim(
  volume: JsonValue,
  index: number,
  { pod, namespace, lookup }: Surroundings,
): PodClaim {
  const name = `${nameOf(pod)}-${stringAt(volume, 'name') ?? index}`;
  const claim = ephemeralClaim(pod, volume, { namespace, name }, lookup);
  return { namespace, name, source: 'ephemeral', volumeIndexes: [index], ...resolve(claim, lookup) };
}

function claimOfVolume(volume: JsonValue, index: number, surroundings: Surroundings): PodClaim | undefined {
  const name = stringAt(volume, 'persistentVolumeClaim', 'claimName');
  if (name !== undefined) return namedClaim(name, index, surroundings);
  const template = objectAt(volume, 'ephemeral', 'volumeClaimTemplate');
  return template && ephemeralVolumeClaim(volume, index, surroundings);
}

/**
 * The claims a pod uses, each once, in the order of its volumes: claims by name and generic ephemeral
 * volumes. Inline CSI volumes are no claims. `namespace` is the request's, because a pod at admission may
 * carry none.
 */
export function podClaims(pod: JsonObject, namespace: string, lookup: Lookup): readonly PodClaim[] {
  const claims = new Map<string, PodClaim>();
  for (const [index, volume] of arrayAt(pod, 'spec', 'volumes').entries()) {
    const claim = claimOfVolume(volume, index, { pod, namespace, lookup });
    if (claim === undefined) continue;
    const key = claim.source === 'ephemeral' ? `ephemeral ${index}` : `claim ${claim.name}`;
    const earlier = claims.get(key);
    claims.set(key, earlier ? { ...earlier, volumeIndexes: [...earlier.volumeIndexes, index] } : claim);
  }
  return [...claims.values()];
}
