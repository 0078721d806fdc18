import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { AUTHENTICATION } from '../../examples/clusters.ts';
import { CHAP_KEYS, isChapSecret } from '../../secrets/chap-secrets.ts';
import { keysPath, secretHas } from '../../secrets/secret-text.ts';

/** Rejects CHAP Secrets without a user name or a password. */
export const secretChapKeysMissing = defineRule({
  id: 'secret-chap-keys-missing',
  kinds: ['Secret'],
  severity: 'error',
  summary: 'A CHAP Secret has the keys username and password; checked when Secrets may be read.',
  help: 'Add the key.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: user-namespace, name: user-secret}
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
metadata: {namespace: user-namespace, name: user-secret}
stringData: {user: iomesh, password: twelve-to-16c}
`,
        state: AUTHENTICATION,
        settings: { checkSecrets: true },
        findings: [{ path: '/stringData' }],
      },
    ],
  },
  check(secret, context) {
    if (!context.settings.checkSecrets || !isChapSecret(secret, context)) return [];
    return CHAP_KEYS.filter(key => !secretHas(secret, key)).map(key => ({
      path: keysPath(secret),
      message: `The CHAP Secret has no ${key}`,
      fix: `Add the key ${key}.`,
    }));
  },
});
