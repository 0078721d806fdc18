import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { metadata, metadataOf } from './trim-metadata.ts';

/** Keeps of a PersistentVolume its driver, its claim and where it can be used. */
export function trimVolume(volume: JsonObject, share: Share): JsonObject {
  const spec = member(volume, 'spec');
  const deletionTimestamp = metadataOf(volume, 'deletionTimestamp');
  const creationTimestamp = share(metadataOf(volume, 'creationTimestamp'));
  return {
    metadata: metadata(volume, share, { creationTimestamp, deletionTimestamp }),
    spec: compact({
      storageClassName: share(member(spec, 'storageClassName')),
      capacity: share(pick(member(spec, 'capacity'), 'storage')),
      nodeAffinity: share(member(spec, 'nodeAffinity')),
      ...pick(spec, 'volumeMode'),
      claimRef: pick(member(spec, 'claimRef'), 'namespace', 'name', 'uid'),
      csi: pick(member(spec, 'csi'), 'driver', 'volumeHandle', 'volumeAttributes'),
    }),
    status: share(compact({ ...pick(member(volume, 'status'), 'phase') })),
  };
}
