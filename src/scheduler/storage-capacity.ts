import { at, isJsonObject, stringAt } from '../core/json.ts';
import type { JsonValue } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { matchesLabelSelector, parseLabelSelector } from '../core/label-selector.ts';
import type { Lookup } from '../core/lookup.ts';
import type { Node } from '../core/node.ts';
import { quantityAt } from '../core/quantity.ts';

/** What a CSIStorageCapacity says: how large a volume of its class may be on which nodes. */
export interface StorageCapacity {
  /** The largest volume, in bytes. */
  readonly bytes: bigint;
  readonly reaches: (node: Node) => boolean;
}

function reach(nodeTopology: JsonValue | undefined): StorageCapacity['reaches'] {
  const selector = isJsonObject(nodeTopology) ? parseLabelSelector(nodeTopology) : undefined;
  if (selector === undefined || 'error' in selector) return () => false;
  return ({ labels }) => matchesLabelSelector(selector, labels);
}

function decodeStorageCapacity(object: KubernetesObject): readonly StorageCapacity[] {
  const bytes = quantityAt(object, 'maximumVolumeSize') ?? quantityAt(object, 'capacity');
  return bytes === undefined ? [] : [{ bytes, reaches: reach(at(object, 'nodeTopology')) }];
}

/** Says whether a CSI driver publishes CSIStorageCapacity objects for kube-scheduler to go by. */
export function publishesCapacity(provisioner: string, lookup: Lookup): boolean {
  return at(lookup.get('CSIDriver', undefined, provisioner), 'spec', 'storageCapacity') === true;
}

/**
 * The figures for volumes of a StorageClass, read as kube-scheduler reads them: the largest volume counts before the whole
 * capacity, and without a topology no node is reached. `undefined` when none are known and there may be some all the same.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/volumebinding/binder.go
 */
export function storageCapacitiesOf(
  storageClassName: string,
  lookup: Lookup,
): readonly StorageCapacity[] | undefined {
  const published = lookup
    .list('CSIStorageCapacity')
    .filter(object => stringAt(object, 'storageClassName') === storageClassName);
  if (published.length === 0 && !lookup.isComplete('CSIStorageCapacity')) return undefined;
  return published.flatMap(decodeStorageCapacity);
}
