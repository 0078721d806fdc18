import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownStorageClass } from '../../own-storage-class.ts';

const FIELD = 'volumeBindingMode';

/** Reports classes whose volumes are placed before their pods are. */
export const topolvmScImmediateBinding = defineRule({
  id: 'topolvm-sc-immediate-binding',
  kinds: ['StorageClass'],
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
  check(object) {
    if (ownStorageClass(object)?.storageClass.volumeBindingMode !== 'Immediate') return [];
    const isWritten = Object.hasOwn(object, FIELD);
    const message = 'volumes are made before their pods are scheduled, on the node with most free space';
    const value = 'WaitForFirstConsumer';
    if (!isWritten)
      return [{ path: [], message: `${message} (the default)`, edit: { type: 'add', path: [FIELD], value } }];
    return [{ path: [FIELD], message, edit: { type: 'replace-value', path: [FIELD], value } }];
  },
});
