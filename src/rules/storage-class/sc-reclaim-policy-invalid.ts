import { at } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { wrongWord } from '../../core/spelling.ts';

const PATH = ['reclaimPolicy'] as const;

/** Reports reclaim policies that the API server refuses; it is strict about case. */
export const scReclaimPolicyInvalid = defineRule({
  id: 'sc-reclaim-policy-invalid',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The reclaim policy of a StorageClass is Delete or Retain.',
  help: 'Use Delete or Retain.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: keep
provisioner: topolvm.io
reclaimPolicy: Retain
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: scratch
provisioner: topolvm.io
reclaimPolicy: delete
`,
        findings: [{ path: '/reclaimPolicy' }],
      },
    ],
  },
  check: storageClass => wrongWord(at(storageClass, ...PATH), PATH, ['Delete', 'Retain']),
});
