import { setValue } from '../../../../core/key-edits.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';

const FIELD = 'volumeBindingMode';

/** Reports classes whose volumes are placed before their pods are. */
export const topolvmScImmediateBinding = ownClassRule({
  id: 'topolvm-sc-immediate-binding',
  severity: 'warning',
  summary: 'Volumes wait for the pod that uses them.',
  help: 'Set volumeBindingMode: WaitForFirstConsumer.',
  source: SOURCES.topolvmUserManual,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
volumeBindingMode: Immediate
`,
        findings: [{ path: '/volumeBindingMode' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
        findings: [{ path: '' }],
      },
    ],
  },
  check({ storageClass }, _context, object) {
    if (storageClass.volumeBindingMode !== 'Immediate') return [];
    const place = setValue(object, [FIELD], 'WaitForFirstConsumer');
    const isDefault = place.edit.type === 'add';
    const message = 'volumes are made before their pods are scheduled, on the node with most free space';
    return [{ message: isDefault ? `${message} (the default)` : message, ...place }];
  },
});
