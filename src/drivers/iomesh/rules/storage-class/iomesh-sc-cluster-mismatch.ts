import { formatReference } from '../../../../core/kubernetes-object.ts';
import { decide, resolve } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { clusterNamedBy, connectionNamedBy } from '../../classes/class-connection.ts';
import { formatClusterName, isSameCluster } from '../../clusters/cluster-name.ts';
import { clusterOfMetaAddr } from '../../clusters/cluster-of.ts';
import { connectionOf } from '../../connections/connection.ts';
import { MANAGEMENT_CONNECTION, SECOND_CONNECTION, iomeshClass } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Rejects classes whose connection leads to another cluster than the one they name. */
export const iomeshScClusterMismatch = ownClassRule({
  id: 'iomesh-sc-cluster-mismatch',
  severity: 'error',
  summary: 'The connection ConfigMap leads to the IOMesh cluster that the class names.',
  help: 'Make iomeshCluster and the metaAddr of the connection ConfigMap name the same cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass(
          'iomesh-cluster-1',
          'clusterConnection: iomesh-cluster-1/iomesh-cluster-1-csi-configmap',
          'iomeshCluster: iomesh-cluster-1/iomesh-cluster-1',
        ),
        state: SECOND_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-cluster-1',
          'clusterConnection: iomesh-system/iomesh-csi-configmap',
          'iomeshCluster: iomesh-cluster-1/iomesh-cluster-1',
        ),
        state: MANAGEMENT_CONNECTION,
        findings: [{ path: '/parameters/iomeshCluster' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const named = clusterNamedBy(storageClass);
    const reference = connectionNamedBy(storageClass);
    if (named === undefined || reference === undefined) return [];
    const path = parameterPath(PARAMETER.iomeshCluster);
    return decide(resolve(lookup, reference), path, object => {
      const reached = clusterOfMetaAddr(connectionOf(object)?.metaAddr ?? '');
      if (reached === undefined || isSameCluster(reached, named)) return [];
      const places = `${formatClusterName(reached)}, not ${formatClusterName(named)}`;
      return [{ path, message: `${formatReference(reference)} leads to ${places}` }];
    });
  },
});
