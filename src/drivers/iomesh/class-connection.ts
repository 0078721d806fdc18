import type { KubernetesObject, ObjectReference } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { findCluster, parseClusterName } from './clusters.ts';
import type { ClusterName } from './clusters.ts';
import { PARAMETER } from './names.ts';

/** An object that a class names in a parameter, and whether it is there. */
export interface NamedObject {
  readonly name: ClusterName;
  readonly reference: ObjectReference & { readonly namespace: string };
  /** `undefined` when it is not in the state. */
  readonly object: KubernetesObject | undefined;
}

/** The ConfigMap that `clusterConnection` names; `undefined` when the class names none, or in a wrong form. */
export function connectionNamedBy({ parameters }: StorageClass, lookup: Lookup): NamedObject | undefined {
  const name = parseClusterName(parameters.get(PARAMETER.clusterConnection) ?? '');
  if (name === undefined) return undefined;
  const object = lookup.get('ConfigMap', name.namespace, name.name);
  return { name, reference: { kind: 'ConfigMap', ...name }, object };
}

/** The IOMeshCluster that `iomeshCluster` names; `undefined` when the class names none, or in a wrong form. */
export function clusterNamedBy({ parameters }: StorageClass, lookup: Lookup): NamedObject | undefined {
  const name = parseClusterName(parameters.get(PARAMETER.iomeshCluster) ?? '');
  if (name === undefined) return undefined;
  return { name, reference: { kind: 'IOMeshCluster', ...name }, object: findCluster(name, lookup) };
}
