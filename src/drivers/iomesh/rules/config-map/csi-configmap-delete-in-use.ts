import { nameOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { classesUsing, connectionReferenceOf, defineConnectionRule } from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, MANAGEMENT_PARAMETERS, iomeshClass } from '../../examples/storage.ts';

/** Rejects the deletion of connections that classes use. */
export const csiConfigmapDeleteInUse = defineConnectionRule({
  id: 'csi-configmap-delete-in-use',
  when: 'DELETE',
  severity: 'error',
  summary: 'A connection ConfigMap is deleted after the classes that use it.',
  help: 'Delete the StorageClass first.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
        operation: 'DELETE',
        live: true,
      },
    ],
    invalid: [
      {
        yaml: MANAGEMENT_CONNECTION,
        operation: 'DELETE',
        state: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        live: true,
        findings: [{ path: '' }],
      },
    ],
  },
  check(configMap, { lookup }) {
    const users = classesUsing(configMap, lookup).map(nameOf);
    if (users.length === 0) return [];
    const message = `${connectionReferenceOf(configMap)} is used by StorageClass ${users.join(', ')}`;
    return [{ path: [], message }];
  },
});
