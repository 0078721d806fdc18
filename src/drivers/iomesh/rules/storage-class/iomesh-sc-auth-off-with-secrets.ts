import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { isAuthClass, CHAP_OPERATIONS, hasOwnSecret } from '../../classes/class-secrets.ts';
import { iomeshClass, USER_SECRET_PARAMETERS } from '../../examples/storage.ts';

/** Warns of classes that look protected by CHAP and are not. */
export const iomeshScAuthOffWithSecrets = ownClassRule({
  id: 'iomesh-sc-auth-off-with-secrets',
  severity: 'warning',
  summary: 'A class with secrets for CHAP also switches it on.',
  help: 'Add auth: "true", or remove the secret keys.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh-open', 'replicaFactor: "2"'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-chap',
          'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
          'csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system',
          ...USER_SECRET_PARAMETERS,
        ),
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass) {
    const hasSecrets = CHAP_OPERATIONS.some(operation => hasOwnSecret(storageClass.parameters, operation));
    if (!hasSecrets || isAuthClass(storageClass)) return [];
    return [{ path: ['parameters'], message: 'secrets for CHAP are set, but auth is not "true"' }];
  },
});
