import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports CSIDriver objects in the API version that Kubernetes 1.22 removed. */
export const csidriverApiVersionRemoved = defineRule({
  id: 'csidriver-api-version-removed',
  kinds: ['CSIDriver'],
  when: 'manifest',
  severity: 'warning',
  summary: 'A CSIDriver uses the API version storage.k8s.io/v1.',
  help: 'Use storage.k8s.io/v1.',
  source: SOURCES.kubernetesDeprecations,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: topolvm.io
spec:
  attachRequired: false
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1beta1
kind: CSIDriver
metadata:
  name: topolvm.io
spec:
  attachRequired: false
`,
        findings: [{ path: '/apiVersion' }],
      },
    ],
  },
  check({ apiVersion }) {
    if (apiVersion !== 'storage.k8s.io/v1beta1') return [];
    return [
      {
        path: ['apiVersion'],
        message: `${apiVersion} is not served by Kubernetes 1.22 and later`,
        edit: { type: 'replace-value', path: ['apiVersion'], value: 'storage.k8s.io/v1' },
      },
    ];
  },
});
