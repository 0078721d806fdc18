import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import { IDENTITY, metadata } from './trim-metadata.ts';

/** Keeps of a PersistentVolume its driver, its claim and where it can be used. */
export function trimVolume(volume: JsonObject): JsonObject {
  const spec = member(volume, 'spec');
  return {
    metadata: metadata(volume, [...IDENTITY, 'deletionTimestamp']),
    spec: compact({
      ...pick(spec, 'storageClassName', 'nodeAffinity', 'capacity', 'volumeMode'),
      claimRef: pick(member(spec, 'claimRef'), 'namespace', 'name', 'uid'),
      csi: pick(member(spec, 'csi'), 'driver', 'volumeHandle', 'volumeAttributes'),
    }),
    status: compact({ ...pick(member(volume, 'status'), 'phase') }),
  };
}
