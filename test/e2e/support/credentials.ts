import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Who talks to kube-apiserver, by user name; RBAC knows the components by these names. */
const GROUPS = {
  admin: 'system:masters',
  'system:kube-controller-manager': '',
  'system:kube-scheduler': '',
} as const;

/** A user of the control plane. */
export type User = keyof typeof GROUPS;

const USERS = Object.keys(GROUPS) as readonly User[];

/** Secrets that are made for one control plane and die with it. */
export interface Credentials {
  readonly tokens: Readonly<Record<User, string>>;
  readonly tokensFile: string;
  readonly serviceAccountPrivateKeyFile: string;
  readonly serviceAccountPublicKeyFile: string;
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Writes the keys that sign the tokens of service accounts and the tokens of the users. */
export async function writeCredentials(folder: string): Promise<Credentials> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentials: Credentials = {
    tokens: {
      admin: newToken(),
      'system:kube-controller-manager': newToken(),
      'system:kube-scheduler': newToken(),
    },
    tokensFile: join(folder, 'tokens.csv'),
    serviceAccountPrivateKeyFile: join(folder, 'service-account.key'),
    serviceAccountPublicKeyFile: join(folder, 'service-account.pub'),
  };
  const lines = USERS.map(user => `${credentials.tokens[user]},${user},${user},${GROUPS[user]}\n`);
  await writeFile(credentials.tokensFile, lines.join(''));
  await writeFile(
    credentials.serviceAccountPrivateKeyFile,
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  await writeFile(credentials.serviceAccountPublicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  return credentials;
}

/** A kubeconfig as JSON, which is YAML, for one user of a server. */
export function kubeconfig(server: string, authority: string, token: string): string {
  const name = 'test';
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server, 'certificate-authority-data': Buffer.from(authority).toString('base64') } },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
