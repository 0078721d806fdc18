import { isJsonArray } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { pick } from './pick.ts';
import type { Share } from './share.ts';
import { allLabels, metadata, metadataOf } from './trim-metadata.ts';

/** Keeps of a Namespace its labels. */
export function trimNamespace(namespace: JsonObject, share: Share): JsonObject {
  const deletionTimestamp = metadataOf(namespace, 'deletionTimestamp');
  return { metadata: metadata(namespace, share, { deletionTimestamp, labels: allLabels(namespace) }) };
}

/** Keeps of a CSIStorageCapacity what it says and of which nodes. */
export function trimStorageCapacity(capacity: JsonObject, share: Share): JsonObject {
  return {
    metadata: metadata(capacity, share),
    ...pick(capacity, 'storageClassName', 'nodeTopology', 'capacity', 'maximumVolumeSize'),
  };
}

/** Keeps of a workload whose it is. */
export function trimToOwners(workload: JsonObject, share: Share): JsonObject {
  const owners = metadataOf(workload, 'ownerReferences');
  const ownerReferences = isJsonArray(owners)
    ? owners.map(owner => pick(owner, 'apiVersion', 'kind', 'name', 'controller') ?? {})
    : undefined;
  return { metadata: metadata(workload, share, { ownerReferences }) };
}
