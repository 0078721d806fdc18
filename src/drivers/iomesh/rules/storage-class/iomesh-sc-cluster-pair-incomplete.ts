import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Warns of classes that give only one of the two parameters that choose a cluster. */
export const iomeshScClusterPairIncomplete = ownClassRule({
  id: 'iomesh-sc-cluster-pair-incomplete',
  severity: 'warning',
  summary: 'A class that chooses an IOMesh cluster sets clusterConnection and iomeshCluster.',
  help: 'Set both clusterConnection and iomeshCluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
      },
      {
        yaml: iomeshClass('iomesh-only-cluster', 'replicaFactor: "2"'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh', 'clusterConnection: iomesh-system/iomesh-csi-configmap'),
        findings: [{ path: '/parameters' }],
      },
      {
        yaml: iomeshClass('iomesh', 'iomeshCluster: iomesh-system/iomesh'),
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check({ parameters }) {
    const pair = [PARAMETER.clusterConnection, PARAMETER.iomeshCluster];
    const missing = pair.filter(key => !parameters.has(key));
    if (missing.length !== 1) return [];
    const present = pair.filter(key => parameters.has(key));
    return [{ path: ['parameters'], message: `${present.join()} is set without ${missing.join()}` }];
  },
});
