import { SOURCES } from '../../../../core/sources.ts';
import { classesUsing, connectionReferenceOf, defineConnectionRule } from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';

/** Notes connections that no class uses. */
export const csiConfigmapUnreferenced = defineConnectionRule({
  id: 'csi-configmap-unreferenced',
  severity: 'info',
  summary: 'Every connection ConfigMap is used by a StorageClass.',
  help: 'Set clusterConnection in a StorageClass, or delete the ConfigMap.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
        state: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        live: true,
      },
    ],
    invalid: [
      {
        yaml: MANAGEMENT_CONNECTION,
        live: true,
        findings: [{ path: '' }],
      },
    ],
  },
  check(configMap, { lookup, request }) {
    // A class may name a connection only after it was made, so a new one never has a class yet.
    if (request?.operation === 'CREATE' || !lookup.isComplete('StorageClass')) return [];
    if (classesUsing(configMap, lookup).length > 0) return [];
    return [{ path: [], message: `no StorageClass uses ${connectionReferenceOf(configMap)}` }];
  },
});
