import type { PersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';
import type { TopolvmCompat } from '../../../core/settings.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { createdBytes, requestedBytes, requestedGibibytes } from '../claims/size.ts';

/** What differs between our result and the exact results of TopoLVM's own webhook, release by release. */
export interface Behaviour {
  /** Bytes of a claim as they are written into the pod. */
  readonly writtenBytes: (claim: PersistentVolumeClaim) => bigint;
  /** Bytes of the volume that the driver makes. */
  readonly createdBytes: (claim: PersistentVolumeClaim, storageClass: StorageClass) => bigint;
  /** `one` with an annotation for each device class, or the bytes of all claims in the resource itself. */
  readonly resourceValue: 'one' | 'bytes';
  /** A claim that two volumes of the pod use counts twice. */
  readonly countsEachVolume: boolean;
  /** One bound claim, and no claim of the pod counts. */
  readonly stopsAtBoundClaim: boolean;
  /** Claims without a class count with the cluster's default StorageClass. */
  readonly countsDefaultClass: boolean;
  readonly countsEphemeral: boolean;
  readonly countsInline: boolean;
  /** Annotations of ours that are not computed are removed. */
  readonly removesStale: boolean;
  readonly warns: boolean;
}

const OURS: Behaviour = {
  writtenBytes: requestedBytes,
  createdBytes,
  resourceValue: 'one',
  countsEachVolume: false,
  stopsAtBoundClaim: false,
  countsDefaultClass: true,
  countsEphemeral: true,
  countsInline: false,
  removesStale: true,
  warns: true,
};

const V040: Behaviour = {
  ...OURS,
  countsEachVolume: true,
  stopsAtBoundClaim: true,
  countsDefaultClass: false,
  removesStale: false,
  warns: false,
};

const V05: Behaviour = {
  ...V040,
  writtenBytes: requestedGibibytes,
  createdBytes: requestedGibibytes,
  countsEphemeral: false,
  countsInline: true,
};

const V04: Behaviour = { ...V05, resourceValue: 'bytes' };

/** The behaviour for each value of the setting `topolvmCompat`. */
export const BEHAVIOURS: Readonly<Record<TopolvmCompat, Behaviour>> = {
  none: OURS,
  'v0.40': V040,
  'v0.5': V05,
  'v0.4': V04,
};
