import { describe, expect, test } from 'vitest';
import { arrayAt, at, stringAt } from '../../src/core/json.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import type { CertificateOrigin } from '../../src/manifests/names.ts';
import { objectsOf } from './installations.ts';

const READ = 'get list watch';

/** All that a ClusterRole or Role of the installation may hold: `group/resource[names]`, and the verbs. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  '/configmaps': READ,
  '/namespaces': READ,
  '/nodes': READ,
  '/persistentvolumeclaims': READ,
  '/persistentvolumes': READ,
  '/pods': READ,
  'apps/daemonsets': READ,
  'apps/statefulsets': READ,
  'storage.k8s.io/csidrivers': READ,
  'storage.k8s.io/csinodes': READ,
  'storage.k8s.io/csistoragecapacities': READ,
  'storage.k8s.io/storageclasses': READ,
  'snapshot.storage.k8s.io/volumesnapshotclasses': READ,
  'snapshot.storage.k8s.io/volumesnapshotcontents': READ,
  'snapshot.storage.k8s.io/volumesnapshots': READ,
  'openebs.io/blockdevices': READ,
  'iomesh.com/iomeshclusters': READ,
  'zookeeper.pravega.io/zookeeperclusters': READ,
  'events.k8s.io/events': 'create',
};

const ROLES: Readonly<Record<CertificateOrigin, readonly (readonly [string, Readonly<Record<string, string>>])[]>> = {
  self: [
    ['ClusterRole stowage', EVERYWHERE],
    [
      'ClusterRole stowage-certificates',
      {
        'admissionregistration.k8s.io/mutatingwebhookconfigurations[zz-stowage]': `${READ} patch`,
        'admissionregistration.k8s.io/validatingwebhookconfigurations[stowage]': `${READ} patch`,
      },
    ],
    [
      'Role stowage-certificates',
      { '/secrets[stowage-webhook-ca]': `${READ} update delete`, '/secrets': 'create' },
    ],
  ],
  'cert-manager': [
    ['ClusterRole stowage', EVERYWHERE],
    [
      'ClusterRole stowage-certificates',
      {
        'admissionregistration.k8s.io/mutatingwebhookconfigurations[zz-stowage]': READ,
        'admissionregistration.k8s.io/validatingwebhookconfigurations[stowage]': READ,
      },
    ],
    ['Role stowage-certificates', { '/secrets[stowage-webhook-tls]': READ }],
  ],
};

function words(rule: JsonValue, key: string): readonly string[] {
  return arrayAt(rule, key).map(String);
}

function grants(rule: JsonValue): readonly (readonly [string, string])[] {
  const names = words(rule, 'resourceNames');
  const bound = names.length === 0 ? '' : `[${names.join(' ')}]`;
  return words(rule, 'apiGroups').flatMap(group =>
    words(rule, 'resources').map(
      resource => [`${group}/${resource}${bound}`, words(rule, 'verbs').join(' ')] as const,
    ),
  );
}

describe.each(['self', 'cert-manager'] as const)('with certificates from %s', certificates => {
  const installation = { ...defaultInstallation('1.2.3'), certificates };
  const roles = ['ClusterRole', 'Role'].flatMap(kind => objectsOf(installation, kind));

  test('the account may do exactly this', () => {
    const found = roles.map(role => [
      `${role.kind} ${nameOf(role)}`,
      Object.fromEntries(arrayAt(role, 'rules').flatMap(grants)),
    ]);
    expect(found).toEqual(ROLES[certificates]);
  });

  test('nothing is granted by a wildcard', () => {
    expect(JSON.stringify(roles.map(role => role['rules']))).not.toContain('*');
  });

  test('each role is bound to the account and to nobody else', () => {
    const bindings = ['ClusterRoleBinding', 'RoleBinding'].flatMap(kind => objectsOf(installation, kind));
    const bound = bindings.map(binding => [
      `${stringAt(binding, 'roleRef', 'kind')} ${stringAt(binding, 'roleRef', 'name')}`,
      at(binding, 'subjects'),
    ]);
    const account = [{ kind: 'ServiceAccount', name: 'stowage', namespace: 'stowage-system' }];
    expect(bound).toEqual(roles.map(role => [`${role.kind} ${nameOf(role)}`, account]));
  });
});

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  return singular.endsWith('s') ? `${singular}es` : `${singular}s`;
}

test('what the service watches may be read, and nothing else', () => {
  const watched = RESOURCES.map(({ group, kind, plural = pluralOf(kind) }) => `${group}/${plural}`);
  const readable = Object.entries(EVERYWHERE).filter(([, verbs]) => verbs === READ);
  expect(readable.map(([resource]) => resource).toSorted()).toEqual(watched.toSorted());
});
