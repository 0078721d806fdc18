import { nameOf, namespaceOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { clusterNameOfZookeeper } from './zookeeper-name.ts';

/** The IOMeshCluster that a ZookeeperCluster serves by its name and namespace; `undefined` when it is not in the state. */
export function clusterOfZookeeper(
  zookeeper: KubernetesObject,
  lookup: Lookup,
): KubernetesObject | undefined {
  const name = clusterNameOfZookeeper(nameOf(zookeeper));
  return name === undefined
    ? undefined
    : lookup.get('IOMeshCluster', namespaceOf(zookeeper) ?? 'default', name);
}
