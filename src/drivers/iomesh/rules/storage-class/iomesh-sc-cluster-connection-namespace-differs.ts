import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { clusterNamedBy, connectionNamedBy } from '../../classes/class-connection.ts';
import { MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Warns of connections that are kept in another namespace than the cluster. */
export const iomeshScClusterConnectionNamespaceDiffers = ownClassRule({
  id: 'iomesh-sc-cluster-connection-namespace-differs',
  severity: 'warning',
  summary: 'The connection ConfigMap is in the namespace of the IOMesh cluster.',
  help: 'Check both values; every documented pair is in one namespace.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-cluster-1',
          'clusterConnection: iomesh-system/iomesh-cluster-1-csi-configmap',
          'iomeshCluster: iomesh-cluster-1/iomesh-cluster-1',
        ),
        findings: [{ path: '/parameters/clusterConnection' }],
      },
    ],
  },
  check(storageClass) {
    const connection = connectionNamedBy(storageClass)?.namespace;
    const cluster = clusterNamedBy(storageClass)?.namespace;
    if (connection === undefined || cluster === undefined || connection === cluster) return [];
    const message = `clusterConnection is in namespace ${connection}, but iomeshCluster in ${cluster}`;
    return [{ path: parameterPath(PARAMETER.clusterConnection), message }];
  },
});
