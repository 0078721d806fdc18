import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterKeys } from '../shared/class-parameters.ts';

const MAX_PARAMETERS = 512;

function flowMap(count: number): string {
  return `{ ${Array.from({ length: count }, (_, index) => `p${index}: "1"`).join(', ')} }`;
}

/** Reports classes with more parameters than the API server accepts. */
export const scParametersTooMany = defineRule({
  id: 'sc-parameters-too-many',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'A StorageClass has at most 512 parameters.',
  help: 'Remove parameters.',
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
parameters: ${flowMap(3)}
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
parameters: ${flowMap(MAX_PARAMETERS + 1)}
`,
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass) {
    const count = parameterKeys(storageClass).length;
    if (count <= MAX_PARAMETERS) return [];
    return [{ path: ['parameters'], message: `${count} parameters; at most ${MAX_PARAMETERS} are accepted` }];
  },
});
