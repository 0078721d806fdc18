import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { hasParameter, wrongKey } from '../shared/class-parameters.ts';
import { RENAMED_SECRET_KEYS } from '../../core/csi-parameters.ts';

/** Reports Secrets that are named under an old and under a new key at once. */
export const scSecretRefDuplicate = defineRule({
  id: 'sc-secret-ref-duplicate',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The Secret of an operation is named once.',
  help: 'Keep the key that begins with csi.storage.k8s.io/ only.',
  source: SOURCES.externalProvisioner,
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
  csi.storage.k8s.io/node-stage-secret-name: chap
  csi.storage.k8s.io/node-stage-secret-namespace: iomesh-system
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
  csi.storage.k8s.io/node-stage-secret-name: chap
  csi.storage.k8s.io/node-stage-secret-namespace: iomesh-system
  csiNodeStageSecretName: chap
`,
        findings: [{ path: '/parameters/csiNodeStageSecretName' }],
      },
    ],
  },
  check(storageClass) {
    return [...RENAMED_SECRET_KEYS]
      .filter(([old, current]) => hasParameter(storageClass, old) && hasParameter(storageClass, current))
      .map(([old, current]) =>
        wrongKey(old, {
          message: `${old} and ${current} are both set; provisioning fails`,
          fix: `Keep ${current}.`,
        }),
      );
  },
});
