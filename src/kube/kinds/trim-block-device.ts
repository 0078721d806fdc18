import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { allLabels, metadata, metadataOf, someAnnotations } from './trim-metadata.ts';

const UUID_SCHEME = 'internal.openebs.io/uuid-scheme';

/** Keeps of a BlockDevice what it is, where it is and whether it is taken. */
export function trimBlockDevice(device: JsonObject, share: Share): JsonObject {
  const spec = member(device, 'spec');
  return {
    metadata: metadata(device, share, {
      deletionTimestamp: metadataOf(device, 'deletionTimestamp'),
      labels: allLabels(device),
      annotations: someAnnotations(device, key => key === UUID_SCHEME),
    }),
    spec: compact({
      ...pick(spec, 'path', 'filesystem'),
      capacity: pick(member(spec, 'capacity'), 'storage'),
      details: pick(member(spec, 'details'), 'deviceType'),
      nodeAttributes: share(pick(member(spec, 'nodeAttributes'), 'nodeName')),
      claimRef: pick(member(spec, 'claimRef'), 'namespace', 'name'),
    }),
    status: share(compact({ ...pick(member(device, 'status'), 'state', 'claimState') })),
  };
}
