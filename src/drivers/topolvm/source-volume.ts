import { stringAt } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { decodePersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';
import { decodePersistentVolume } from '../../core/persistent-volume.ts';
import type { PersistentVolume } from '../../core/persistent-volume.ts';

type DataSource = NonNullable<PersistentVolumeClaim['dataSource']>;

function createdAt(object: KubernetesObject): string {
  return stringAt(object, 'metadata', 'creationTimestamp') ?? '';
}

function claimOfSnapshot(namespace: string, name: string, lookup: Lookup): KubernetesObject | undefined {
  const snapshot = lookup.get('VolumeSnapshot', namespace, name);
  const claimName = stringAt(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  if (snapshot === undefined || claimName === undefined) return undefined;
  const claim = lookup.get('PersistentVolumeClaim', namespace, claimName);
  // A claim younger than the snapshot only bears the name of the one that the snapshot was made of.
  return claim !== undefined && createdAt(claim) <= createdAt(snapshot) ? claim : undefined;
}

function sourceClaimObject(
  { kind, namespace, name }: DataSource,
  lookup: Lookup,
): KubernetesObject | undefined {
  if (kind === 'PersistentVolumeClaim') return lookup.get(kind, namespace, name);
  return kind === 'VolumeSnapshot' ? claimOfSnapshot(namespace, name, lookup) : undefined;
}

/** The claim that a claim is cloned from, or that its snapshot was made of; `undefined` when that cannot be told. */
export function sourceClaimOf(
  { dataSource }: Pick<PersistentVolumeClaim, 'dataSource'>,
  lookup: Lookup,
): PersistentVolumeClaim | undefined {
  const object = dataSource && sourceClaimObject(dataSource, lookup);
  return object && decodePersistentVolumeClaim(object, dataSource?.namespace);
}

/** The volume of {@link sourceClaimOf}; `undefined` when it is not in the state. */
export function sourceVolumeOf(
  claim: Pick<PersistentVolumeClaim, 'dataSource'>,
  lookup: Lookup,
): PersistentVolume | undefined {
  const volumeName = sourceClaimOf(claim, lookup)?.volumeName;
  const volume = volumeName === undefined ? undefined : lookup.get('PersistentVolume', undefined, volumeName);
  return volume && decodePersistentVolume(volume);
}
