import { isJsonArray, member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { pick } from './pick.ts';
import { allLabels, IDENTITY, metadata } from './trim-metadata.ts';

/** Keeps of a Namespace its labels. */
export function trimNamespace(namespace: JsonObject): JsonObject {
  return {
    metadata: metadata(namespace, [...IDENTITY, 'deletionTimestamp'], { labels: allLabels(namespace) }),
  };
}

/** Keeps of a CSIStorageCapacity what it says and of which nodes. */
export function trimStorageCapacity(capacity: JsonObject): JsonObject {
  return {
    metadata: metadata(capacity, IDENTITY),
    ...pick(capacity, 'storageClassName', 'nodeTopology', 'capacity', 'maximumVolumeSize'),
  };
}

/** Keeps of a workload whose it is. */
export function trimToOwners(workload: JsonObject): JsonObject {
  const owners = member(member(workload, 'metadata'), 'ownerReferences');
  const ownerReferences = isJsonArray(owners)
    ? owners.map(owner => pick(owner, 'apiVersion', 'kind', 'name', 'controller') ?? {})
    : undefined;
  return { metadata: metadata(workload, IDENTITY, { ownerReferences }) };
}
