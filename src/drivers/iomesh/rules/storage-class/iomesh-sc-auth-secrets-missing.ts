import { secretKeys } from '../../../../core/csi-parameters.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { isAuthClass, CHAP_OPERATIONS, hasSecret } from '../../classes/class-secrets.ts';
import { CHAP_CLASS, iomeshClass } from '../../examples/storage.ts';

/** Rejects classes that ask for CHAP without saying where the passwords are. */
export const iomeshScAuthSecretsMissing = ownClassRule({
  id: 'iomesh-sc-auth-secrets-missing',
  severity: 'error',
  summary: 'A class with auth names the secret of the volume and the secret of the user.',
  help: 'Add name and namespace of controller-publish-secret and of node-stage-secret.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: CHAP_CLASS,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-chap',
          'auth: "true"',
          'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
          'csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system',
        ),
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass) {
    if (!isAuthClass(storageClass)) return [];
    const { parameters } = storageClass;
    const missing = CHAP_OPERATIONS.filter(operation => !hasSecret(parameters, operation));
    if (missing.length === 0) return [];
    const keys = missing.map(secretKeys).flatMap(({ name, namespace }) => [name, namespace]);
    const absent = keys.filter(key => !parameters.get(key));
    const names = missing.map(operation => `${operation}-secret`);
    return [
      {
        path: ['parameters'],
        message: `auth is "true", but ${names.join(' and ')} is not complete`,
        fix: `Add ${absent.join(', ')}.`,
      },
    ];
  },
});
