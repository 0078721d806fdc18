import { isDnsLabel, isDnsSubdomain } from '../../core/dns-names.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { secretParameters, tokensIn } from '../shared/secret-templates.ts';
import type { SecretParameter } from '../shared/secret-templates.ts';

/** Values with variables are known only when a volume is made; empty ones are another rule's. */
function isInvalid({ value, part }: SecretParameter): boolean {
  if (value === '' || tokensIn(value).length > 0) return false;
  return part === 'name' ? !isDnsSubdomain(value) : !isDnsLabel(value);
}

/** Reports names that no Secret and no namespace can have. */
export const scSecretNameInvalid = defineRule({
  id: 'sc-secret-name-invalid',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The name and namespace of a Secret are names that Kubernetes allows.',
  help: 'Use lower-case letters, digits and "-".',
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
  csi.storage.k8s.io/controller-publish-secret-name: volume.secret
  csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system
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
  csi.storage.k8s.io/controller-publish-secret-name: Volume_Secret
  csi.storage.k8s.io/controller-publish-secret-namespace: iomesh.system
`,
        findings: [
          { path: '/parameters/csi.storage.k8s.io~1controller-publish-secret-name' },
          { path: '/parameters/csi.storage.k8s.io~1controller-publish-secret-namespace' },
        ],
      },
    ],
  },
  check(storageClass) {
    return secretParameters(storageClass)
      .filter(isInvalid)
      .map(({ key, value, part }) => ({
        path: parameterPath(key),
        message: `"${value}" is not a valid ${part === 'name' ? 'Secret name' : 'namespace'}`,
      }));
  },
});
