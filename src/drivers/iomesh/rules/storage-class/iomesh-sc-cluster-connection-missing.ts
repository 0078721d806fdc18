import { mustExist } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { connectionNamedBy } from '../../classes/class-connection.ts';
import { MANAGEMENT_CONNECTION, MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Rejects classes whose connection ConfigMap does not exist. */
export const iomeshScClusterConnectionMissing = ownClassRule({
  id: 'iomesh-sc-cluster-connection-missing',
  severity: 'error',
  summary: 'The connection ConfigMap that the class names exists.',
  help: 'Create the connection ConfigMap before the class, or correct clusterConnection.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        state: MANAGEMENT_CONNECTION,
        live: true,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh',
          'clusterConnection: iomesh-system/iomesh-csi-config',
          'iomeshCluster: iomesh-system/iomesh',
        ),
        live: true,
        findings: [{ path: '/parameters/clusterConnection' }],
      },
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        findings: [{ path: '/parameters/clusterConnection', severity: 'unknown' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const reference = connectionNamedBy(storageClass);
    if (reference === undefined) return [];
    return mustExist(lookup, reference, parameterPath(PARAMETER.clusterConnection));
  },
});
