import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { allowedTokens, isAllowedToken, secretParameters, tokensIn } from '../shared/secret-templates.ts';

/** Reports variables in the names of Secrets that external-provisioner does not replace. */
export const scSecretTemplateToken = defineRule({
  id: 'sc-secret-template-token',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The name and namespace of a Secret hold only variables that external-provisioner replaces.',
  help: 'Use the documented variables; a "$" of its own is not possible.',
  source: SOURCES.csiSecrets,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: auth
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.annotations['iomesh.com/key']}
  csi.storage.k8s.io/node-stage-secret-namespace: \${pvc.namespace}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: auth
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.labels['key']}
  csi.storage.k8s.io/node-stage-secret-namespace: \${pvc.name}
`,
        findings: [
          { path: '/parameters/csi.storage.k8s.io~1node-stage-secret-name' },
          { path: '/parameters/csi.storage.k8s.io~1node-stage-secret-namespace' },
        ],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: auth
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/node-stage-secret-name: $chap
  csi.storage.k8s.io/node-stage-secret-namespace: iomesh-system
`,
        findings: [{ path: '/parameters/csi.storage.k8s.io~1node-stage-secret-name' }],
      },
    ],
  },
  check(storageClass) {
    return secretParameters(storageClass).flatMap(({ key, value, part }) =>
      tokensIn(value)
        .filter(token => !isAllowedToken(token, part))
        .map(token => ({
          path: parameterPath(key),
          message: `${token} cannot be used in the ${part} of a Secret`,
          fix: `Use one of: ${allowedTokens(part).join(', ')}.`,
        })),
    );
  },
});
