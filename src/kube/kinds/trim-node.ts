import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick, pickEach } from './pick.ts';
import type { Share } from './share.ts';
import { allLabels, metadata, metadataOf, someAnnotations } from './trim-metadata.ts';

/** How drivers report what a node has: `capacity.topolvm.io/ssd`. */
const CAPACITY = 'capacity.';

/** Keeps of a node what pods are scheduled by and what drivers report. The kubelet's status, which changes most, is not. */
export function trimNode(node: JsonObject, share: Share): JsonObject {
  const spec = member(node, 'spec');
  return {
    metadata: metadata(node, share, {
      deletionTimestamp: metadataOf(node, 'deletionTimestamp'),
      labels: allLabels(node),
      annotations: someAnnotations(node, key => key.startsWith(CAPACITY)),
    }),
    spec: compact({
      ...pick(spec, 'unschedulable', 'podCIDR', 'podCIDRs'),
      taints: pickEach(member(spec, 'taints'), 'key', 'value', 'effect'),
    }),
  };
}

/** Keeps of a CSINode which drivers run there, and under which topology keys. */
export function trimCsiNode(node: JsonObject, share: Share): JsonObject {
  const drivers = pickEach(member(member(node, 'spec'), 'drivers'), 'name', 'topologyKeys') ?? [];
  return { metadata: metadata(node, share), spec: share({ drivers }) };
}
