import { mustExist } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { clusterNamedBy } from '../../classes/class-connection.ts';
import { formatKnownClusters } from '../../clusters/cluster-name.ts';
import { MANAGEMENT_PARAMETERS, iomeshClass, iomeshCluster } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Rejects classes whose IOMesh cluster does not exist. */
export const iomeshScIomeshClusterMissing = ownClassRule({
  id: 'iomesh-sc-iomesh-cluster-missing',
  severity: 'error',
  summary: 'The IOMesh cluster that the class names exists.',
  help: 'Correct iomeshCluster, or create the IOMeshCluster first.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        state: iomeshCluster('iomesh-system', 'iomesh'),
        live: true,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh',
          'clusterConnection: iomesh-system/iomesh-csi-configmap',
          'iomeshCluster: iomesh-system/iomesh-cluster',
        ),
        state: iomeshCluster('iomesh-system', 'iomesh'),
        live: true,
        findings: [{ path: '/parameters/iomeshCluster' }],
      },
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        findings: [{ path: '/parameters/iomeshCluster', severity: 'unknown' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const reference = clusterNamedBy(storageClass);
    if (reference === undefined) return [];
    const fix = `Correct iomeshCluster, or create the cluster first. Known: ${formatKnownClusters(lookup)}.`;
    return mustExist(lookup, reference, parameterPath(PARAMETER.iomeshCluster), fix);
  },
});
