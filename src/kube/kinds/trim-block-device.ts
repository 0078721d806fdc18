import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import { allLabels, filterKeys, IDENTITY, metadata } from './trim-metadata.ts';

const UUID_SCHEME = 'internal.openebs.io/uuid-scheme';

/** Keeps of a BlockDevice what it is, where it is and whether it is taken. */
export function trimBlockDevice(device: JsonObject): JsonObject {
  const spec = member(device, 'spec');
  return {
    metadata: metadata(device, [...IDENTITY, 'deletionTimestamp'], {
      labels: allLabels(device),
      annotations: filterKeys(member(member(device, 'metadata'), 'annotations'), key => key === UUID_SCHEME),
    }),
    spec: compact({
      ...pick(spec, 'path', 'filesystem'),
      capacity: pick(member(spec, 'capacity'), 'storage'),
      details: pick(member(spec, 'details'), 'deviceType'),
      nodeAttributes: pick(member(spec, 'nodeAttributes'), 'nodeName'),
      claimRef: pick(member(spec, 'claimRef'), 'namespace', 'name'),
    }),
    status: compact({ ...pick(member(device, 'status'), 'state', 'claimState') }),
  };
}
