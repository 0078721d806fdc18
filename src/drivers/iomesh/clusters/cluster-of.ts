import type { Lookup } from '../../../core/lookup.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { connectionOf } from '../connections/connection.ts';
import { parseMetaAddr } from '../connections/meta-addr.ts';
import { PARAMETER } from '../names.ts';
import { allClusters, clusterNameOf, parseClusterName } from './cluster-name.ts';
import type { ClusterName } from './cluster-name.ts';

/** The cluster whose meta service an address names; `undefined` when it is another kind of host. */
export function clusterOfMetaAddr(metaAddr: string): ClusterName | undefined {
  const parsed = parseMetaAddr(metaAddr);
  if ('error' in parsed || parsed.cluster === undefined || parsed.namespace === undefined) return undefined;
  return { namespace: parsed.namespace, name: parsed.cluster };
}

/** The cluster that a connection ConfigMap, named as `namespace/name`, leads to; `undefined` when it leads to none. */
function clusterOfConnection(reference: string, lookup: Lookup): ClusterName | undefined {
  const name = parseClusterName(reference);
  const configMap = name && lookup.get('ConfigMap', name.namespace, name.name);
  const connection = configMap && connectionOf(configMap);
  return connection && clusterOfMetaAddr(connection.metaAddr);
}

/** The cluster that a class itself says it uses: by `iomeshCluster`, else by its connection ConfigMap. */
export function declaredClusterOf(
  storageClass: Pick<StorageClass, 'parameters'>,
  lookup: Lookup,
): ClusterName | undefined {
  const named = parseClusterName(storageClass.parameters.get(PARAMETER.iomeshCluster) ?? '');
  if (named !== undefined) return named;
  return clusterOfConnection(storageClass.parameters.get(PARAMETER.clusterConnection) ?? '', lookup);
}

/**
 * The IOMesh cluster that holds the volumes of a class: what the class says, else the only cluster there is, else
 * `undefined`. The caller makes sure that the class's provisioner is the IOMesh CSI driver.
 */
export function clusterOf(
  storageClass: Pick<StorageClass, 'parameters'>,
  lookup: Lookup,
): ClusterName | undefined {
  const declared = declaredClusterOf(storageClass, lookup);
  if (declared !== undefined) return declared;
  const [only, ...more] = allClusters(lookup);
  return only !== undefined && more.length === 0 ? clusterNameOf(only) : undefined;
}
