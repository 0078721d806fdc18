import { stringAt } from '../../../core/json.ts';
import { createdAt } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { decodePersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';
import type { DataSource } from '../../../core/persistent-volume-claim.ts';
import { decodePersistentVolume } from '../../../core/persistent-volume.ts';
import type { PersistentVolume } from '../../../core/persistent-volume.ts';
import { resolve } from '../../../core/resolve.ts';
import type { Resolved } from '../../../core/resolve.ts';

function claimOfSnapshot(namespace: string, name: string, lookup: Lookup): KubernetesObject | undefined {
  const snapshot = lookup.get('VolumeSnapshot', namespace, name);
  const claimName = stringAt(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  if (snapshot === undefined || claimName === undefined) return undefined;
  const claim = lookup.get('PersistentVolumeClaim', namespace, claimName);
  // A claim younger than the snapshot only bears the name of the one that the snapshot was made of.
  return claim !== undefined && createdAt(claim) <= createdAt(snapshot) ? claim : undefined;
}

/** The claim that a volume is cloned from, or that its snapshot was made of; nothing when that cannot be told. */
export function sourceClaimOf(
  { kind, namespace, name }: DataSource,
  lookup: Lookup,
): Resolved<KubernetesObject> {
  if (kind === 'PersistentVolumeClaim') return resolve(lookup, { kind, namespace, name });
  const value = kind === 'VolumeSnapshot' ? claimOfSnapshot(namespace, name, lookup) : undefined;
  return value && { value };
}

/** The volume of {@link sourceClaimOf}; `undefined` when it is not in the state. */
export function sourceVolumeOf(dataSource: DataSource, lookup: Lookup): PersistentVolume | undefined {
  const claim = sourceClaimOf(dataSource, lookup);
  if (claim === undefined || 'needs' in claim) return undefined;
  const { volumeName } = decodePersistentVolumeClaim(claim.value);
  const volume = volumeName === undefined ? undefined : lookup.get('PersistentVolume', undefined, volumeName);
  return volume && decodePersistentVolume(volume);
}
