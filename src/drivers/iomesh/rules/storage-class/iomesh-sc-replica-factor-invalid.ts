import { SOURCES } from '../../../../core/sources.ts';
import { parameterEnumRule } from '../../checks/parameter-rules.ts';
import { iomeshClass } from '../../examples/storage.ts';

/** Rejects numbers of replicas that IOMesh does not keep. */
export const iomeshScReplicaFactorInvalid = parameterEnumRule('replicaFactor', {
  id: 'iomesh-sc-replica-factor-invalid',
  summary: 'The number of replicas is one that IOMesh keeps.',
  help: 'Use "2" or "3".',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh-safe', 'replicaFactor: "3"'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh-scratch', 'replicaFactor: "1"'),
        findings: [{ path: '/parameters/replicaFactor' }],
      },
    ],
  },
});
