import type { Report, Undecided } from '../../../../core/finding.ts';
import { stringAt } from '../../../../core/json.ts';
import { formatReference, referenceOf } from '../../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { decide, resolve } from '../../../../core/resolve.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { decodeStorageClass } from '../../../../core/storage-class.ts';
import { isAuthClass } from '../../classes/class-secrets.ts';
import { AUTHENTICATION } from '../../examples/clusters.ts';
import { CHAP_KEYS, claimsWithSecret, namedSecret } from '../../secrets/chap-secrets.ts';
import { secretField, secretText } from '../../secrets/secret-text.ts';

const VOLUME_SECRET = `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: volume-secret}
stringData: {username: iomesh, password: twelve-to-16c}
`;

function differences(secret: KubernetesObject, other: KubernetesObject): readonly Report[] {
  return CHAP_KEYS.filter(key => secretText(secret, key) !== secretText(other, key)).map(key => ({
    path: [secretField(secret, key), key],
    message: `${key} is not that of ${formatReference(referenceOf(other))}`,
  }));
}

function checkClass(secret: KubernetesObject, name: string, lookup: Lookup): readonly (Report | Undecided)[] {
  const path = nearestPath(secret, ['metadata', 'name']);
  return decide(resolve(lookup, { kind: 'StorageClass', name }), path, object => {
    const storageClass = decodeStorageClass(object);
    const reference = isAuthClass(storageClass) ? namedSecret(storageClass, 'controller-publish') : undefined;
    if (reference === undefined) return [];
    return decide(resolve(lookup, reference), path, other => differences(secret, other));
  });
}

/** Rejects a user's Secret that does not open the volumes of the class. */
export const secretChapMismatch = defineRule({
  id: 'secret-chap-mismatch',
  kinds: ['Secret'],
  severity: 'error',
  summary:
    'The Secret of a claim holds the user name and password of the class; checked when Secrets may be read.',
  help: 'Make username and password of the two Secrets equal.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: user-namespace, name: user-secret}
data: {username: aW9tZXNo, password: dHdlbHZlLXRvLTE2Yw==}
`,
        state: `${AUTHENTICATION}---${VOLUME_SECRET}`,
        settings: { checkSecrets: true },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: user-namespace, name: user-secret}
stringData: {username: iomesh, password: not-the-same}
`,
        state: `${AUTHENTICATION}---${VOLUME_SECRET}`,
        settings: { checkSecrets: true },
        findings: [{ path: '/stringData/password' }],
      },
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: user-namespace, name: user-secret}
stringData: {username: iomesh, password: twelve-to-16c}
`,
        state: AUTHENTICATION,
        settings: { checkSecrets: true },
        findings: [{ path: '/metadata/name', severity: 'unknown' }],
      },
    ],
  },
  check(secret, { lookup, settings }) {
    if (!settings.checkSecrets || !CHAP_KEYS.every(key => secretText(secret, key) !== undefined)) return [];
    const claims = claimsWithSecret(secret, lookup);
    const classes = new Set(claims.flatMap(claim => stringAt(claim, 'spec', 'storageClassName') ?? []));
    return [...classes].flatMap(name => checkClass(secret, name, lookup));
  },
});
