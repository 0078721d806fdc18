import { SOURCES } from '../../../../core/sources.ts';
import { parameterReferenceRule } from '../../checks/parameter-rules.ts';
import { MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';

/** Rejects values of `iomeshCluster` that name no object. */
export const iomeshScIomeshClusterFormat = parameterReferenceRule(
  'iomeshCluster',
  '<namespace>/<IOMeshCluster name>',
  {
    id: 'iomesh-sc-iomesh-cluster-format',
    summary: 'The IOMesh cluster is named as namespace, slash, name.',
    help: 'Write <namespace>/<IOMeshCluster name>, for example "iomesh-system/iomesh".',
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
            'clusterConnection: iomesh-system/iomesh-csi-configmap',
            'iomeshCluster: iomesh-system/iomesh/main',
          ),
          findings: [{ path: '/parameters/iomeshCluster' }],
        },
      ],
    },
  },
);
