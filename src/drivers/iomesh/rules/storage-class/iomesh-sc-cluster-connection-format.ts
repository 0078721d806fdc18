import { SOURCES } from '../../../../core/sources.ts';
import { parameterReferenceRule } from '../../checks/parameter-rules.ts';
import { MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';

/** Rejects values of `clusterConnection` that name no object. */
export const iomeshScClusterConnectionFormat = parameterReferenceRule(
  'clusterConnection',
  '<namespace>/<configmap>',
  {
    id: 'iomesh-sc-cluster-connection-format',
    summary: 'The connection is named as namespace, slash, ConfigMap.',
    help: 'Write <namespace>/<configmap>, for example "iomesh-system/iomesh-csi-configmap".',
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
            'iomesh',
            'clusterConnection: iomesh-csi-configmap',
            'iomeshCluster: iomesh-system/iomesh',
          ),
          findings: [{ path: '/parameters/clusterConnection' }],
        },
      ],
    },
  },
);
