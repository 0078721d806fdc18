import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { metadata, someAnnotations } from './trim-metadata.ts';

/** Lets restored volumes have another mode than the snapshot's volume had. */
const ALLOW_MODE_CHANGE = 'snapshot.storage.kubernetes.io/allow-volume-mode-change';

/** Keeps of a VolumeSnapshot what it was taken of, by which class and how large it is. */
export function trimSnapshot(snapshot: JsonObject, share: Share): JsonObject {
  const times = pick(member(snapshot, 'metadata'), 'creationTimestamp', 'deletionTimestamp');
  return {
    metadata: metadata(snapshot, share, times),
    spec: compact({ ...pick(member(snapshot, 'spec'), 'source', 'volumeSnapshotClassName') }),
    status: compact({
      ...pick(member(snapshot, 'status'), 'readyToUse', 'restoreSize', 'boundVolumeSnapshotContentName'),
    }),
  };
}

/** Keeps of a VolumeSnapshotContent the mode of the volume that it was taken of. */
export function trimSnapshotContent(content: JsonObject, share: Share): JsonObject {
  const annotations = someAnnotations(content, key => key === ALLOW_MODE_CHANGE);
  return {
    metadata: metadata(content, share, { annotations }),
    spec: compact({ ...pick(member(content, 'spec'), 'driver', 'sourceVolumeMode') }),
  };
}
