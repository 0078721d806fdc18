import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { AUTHENTICATION } from '../../examples/clusters.ts';
import { isChapSecret } from '../../secrets/chap-secrets.ts';
import { secretField, secretText } from '../../secrets/secret-text.ts';

/** Rejects passwords that CHAP does not take. */
export const secretChapPasswordLength = defineRule({
  id: 'secret-chap-password-length',
  kinds: ['Secret'],
  severity: 'error',
  summary: 'The CHAP password has 12 to 16 characters; checked when Secrets may be read.',
  help: 'Use a password of 12 to 16 characters.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: volume-secret}
stringData: {username: iomesh, password: twelve-to-16c}
`,
        state: AUTHENTICATION,
        settings: { checkSecrets: true },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: volume-secret}
data: {username: aW9tZXNo, password: dG9vLXNob3J0}
`,
        state: AUTHENTICATION,
        settings: { checkSecrets: true },
        findings: [{ path: '/data/password' }],
      },
    ],
  },
  check(secret, context) {
    if (!context.settings.checkSecrets || !isChapSecret(secret, context)) return [];
    const password = secretText(secret, 'password');
    const length = Array.from(password ?? '').length;
    if (password === undefined || (length >= 12 && length <= 16)) return [];
    const path = [secretField(secret, 'password'), 'password'];
    return [{ path, message: `The CHAP password has ${length} characters` }];
  },
});
