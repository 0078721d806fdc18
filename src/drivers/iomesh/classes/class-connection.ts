import type { ObjectReference } from '../../../core/kubernetes-object.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { parseClusterName } from '../clusters/cluster-name.ts';
import { PARAMETER } from '../names.ts';

type NamespacedReference = ObjectReference & { readonly namespace: string };

/** The ConfigMap that `clusterConnection` names; `undefined` when the class names none, or in a wrong form. */
export function connectionNamedBy({ parameters }: StorageClass): NamespacedReference | undefined {
  const name = parseClusterName(parameters.get(PARAMETER.clusterConnection) ?? '');
  return name && { kind: 'ConfigMap', ...name };
}

/** The IOMeshCluster that `iomeshCluster` names; `undefined` when the class names none, or in a wrong form. */
export function clusterNamedBy({ parameters }: StorageClass): NamespacedReference | undefined {
  const name = parseClusterName(parameters.get(PARAMETER.iomeshCluster) ?? '');
  return name && { kind: 'IOMeshCluster', ...name };
}
