import { SOURCES } from '../../../../core/sources.ts';
import { connectionValue, defineConnectionRule } from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';

const MAX_LENGTH = 254;

/** Rejects names of the Kubernetes cluster that are empty or too long. */
export const csiConfigmapClusterIdLength = defineConnectionRule({
  id: 'csi-configmap-cluster-id-length',
  severity: 'error',
  summary: 'The clusterId has 1 to 254 characters.',
  help: 'Choose a clusterId of 1 to 254 characters.',
  source: SOURCES.zbsDriver,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ clusterId: '""' }),
        findings: [{ path: '/data/clusterId' }],
      },
    ],
  },
  check(configMap) {
    const length = connectionValue(configMap, 'clusterId')?.length;
    if (length === undefined || (length >= 1 && length <= MAX_LENGTH)) return [];
    return [{ path: ['data', 'clusterId'], message: `clusterId has ${length} characters` }];
  },
});
