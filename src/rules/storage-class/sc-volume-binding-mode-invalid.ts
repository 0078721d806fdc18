import { at } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { wrongWord } from '../../core/spelling.ts';

const PATH = ['volumeBindingMode'] as const;

/** Reports binding modes that the API server refuses; it is strict about case. */
export const scVolumeBindingModeInvalid = defineRule({
  id: 'sc-volume-binding-mode-invalid',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The volume binding mode of a StorageClass is Immediate or WaitForFirstConsumer.',
  help: 'Use Immediate or WaitForFirstConsumer.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local
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
metadata:
  name: local
provisioner: topolvm.io
volumeBindingMode: waitForFirstConsumer
`,
        findings: [{ path: '/volumeBindingMode' }],
      },
    ],
  },
  check: storageClass => wrongWord(at(storageClass, ...PATH), PATH, ['Immediate', 'WaitForFirstConsumer']),
});
