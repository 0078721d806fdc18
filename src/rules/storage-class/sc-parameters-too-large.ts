import { stringMapAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

const MAX_BYTES = 256 * 1024;
const ENCODER = new TextEncoder();

/** Reports classes whose parameters are longer than the API server accepts. */
export const scParametersTooLarge = defineRule({
  id: 'sc-parameters-too-large',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The parameters of a StorageClass are at most 256 KiB long, keys and values together.',
  help: 'Shorten the parameters.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: small
provisioner: csi.example.com
parameters:
  pool: ssd
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: large
provisioner: csi.example.com
parameters:
  pool: ${'x'.repeat(MAX_BYTES)}
`,
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass) {
    const text = [...stringMapAt(storageClass, 'parameters')].flat().join('');
    const { length } = ENCODER.encode(text);
    if (length <= MAX_BYTES) return [];
    return [
      {
        path: ['parameters'],
        message: `the parameters are ${length} bytes; at most ${MAX_BYTES} are accepted`,
      },
    ];
  },
});
