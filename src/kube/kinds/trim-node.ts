import { arrayAt, at, member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick, pickEach } from './pick.ts';
import type { Share } from './share.ts';
import { allLabels, filterKeys, metadata, metadataOf, someAnnotations } from './trim-metadata.ts';

/** How drivers report what a node has: `capacity.topolvm.io/ssd`. */
const CAPACITY = 'capacity.';

function isCapacity(annotation: string): boolean {
  return annotation.startsWith(CAPACITY);
}

/** Of those who write to a node, those that report what it has, and when they last did. */
function reporters(node: JsonObject): readonly JsonObject[] | undefined {
  const entries = arrayAt(node, 'metadata', 'managedFields').flatMap(entry => {
    const owned = filterKeys(at(entry, 'fieldsV1', 'f:metadata', 'f:annotations'), key =>
      isCapacity(key.slice('f:'.length)),
    );
    return owned === undefined
      ? []
      : [{ ...pick(entry, 'time'), fieldsV1: { 'f:metadata': { 'f:annotations': owned } } }];
  });
  return entries.length === 0 ? undefined : entries;
}

/** Keeps of a node what pods are scheduled by and what drivers report. The kubelet's status, which changes most, is not. */
export function trimNode(node: JsonObject, share: Share): JsonObject {
  const spec = member(node, 'spec');
  return {
    metadata: metadata(node, share, {
      deletionTimestamp: metadataOf(node, 'deletionTimestamp'),
      labels: allLabels(node),
      annotations: someAnnotations(node, isCapacity),
      managedFields: reporters(node),
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
