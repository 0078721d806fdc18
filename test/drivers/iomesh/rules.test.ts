import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import type { Example } from '../../../src/core/rule.ts';
import { documents } from '../../../src/drivers/iomesh/examples/clusters.ts';
import {
  blockClaim,
  CHAP_CLASS,
  chapClaim,
  claim,
  configMap,
  defaultClass,
  iomeshClass,
  managementConnection,
  TWO_CLUSTERS,
} from '../../../src/drivers/iomesh/examples/storage.ts';
import { iomesh } from '../../../src/drivers/iomesh/index.ts';
import { runExample } from '../../support/rule-harness.ts';

/** What one rule finds; the rule's own examples cover its main cases. */
function findingsOf(id: string, example: Example): readonly Finding[] {
  return iomesh.rules.filter(rule => rule.id === id).flatMap(rule => runExample(rule, example));
}

const FSTYPE = ['parameters', 'csi.storage.k8s.io/fstype'];
const IQN_LIST = ['metadata', 'annotations', 'iomesh.com/iscsi-lun-iqn-allow-list'];
const SET_WITH_TEMPLATE = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  volumeClaimTemplates:
  - metadata: {name: data, annotations: {iomesh.com/external-use: "yes", iomesh.com/iscsi-lun-iqn-allow-list: "eui.0123456789abcdef , naa.5000"}}
    spec: {accessModes: [ReadWriteMany], volumeMode: Block}
`;

describe('mechanical changes', () => {
  test.each([
    [
      'a file system that can mean only one',
      'iomesh-sc-fstype-invalid',
      iomeshClass('c', 'csi.storage.k8s.io/fstype: ex4'),
      { type: 'replace-value', path: FSTYPE, value: 'ext4' },
    ],
    [
      'a capital letter',
      'iomesh-sc-thin-provision-invalid',
      iomeshClass('c', 'thinProvision: "True"'),
      { type: 'replace-value', path: ['parameters', 'thinProvision'], value: 'true' },
    ],
    [
      'blanks around a reference',
      'iomesh-sc-iomesh-cluster-format',
      iomeshClass('c', 'iomeshCluster: " iomesh-system/iomesh"'),
      { type: 'replace-value', path: ['parameters', 'iomeshCluster'], value: 'iomesh-system/iomesh' },
    ],
    [
      'a stray dot after the port',
      'csi-configmap-meta-addr-format',
      managementConnection({ metaAddr: 'a-meta-client.b.svc:10100.' }),
      { type: 'replace-value', path: ['data', 'metaAddr'], value: 'a-meta-client.b.svc:10100' },
    ],
    [
      'the port of the external address on the service',
      'csi-configmap-meta-addr-port',
      managementConnection({ metaAddr: 'a-meta-client.b.svc:10206' }),
      { type: 'replace-value', path: ['data', 'metaAddr'], value: 'a-meta-client.b.svc:10100' },
    ],
    [
      'a connection key in another case',
      'csi-configmap-key-missing',
      configMap('ns', 'c', 'clusterId: a', 'ISCSIPortal: b', 'metaAddr: c'),
      { type: 'rename-key', path: ['data', 'ISCSIPortal'], key: 'iscsiPortal' },
    ],
    [
      'blanks around commas, in a claim template',
      'iomesh-pvc-iqn-format',
      SET_WITH_TEMPLATE,
      {
        type: 'replace-value',
        path: ['spec', 'volumeClaimTemplates', 0, ...IQN_LIST],
        value: 'eui.0123456789abcdef,naa.5000',
      },
    ],
  ])('mend %s', (_reason, id, yaml, edit) => {
    expect(findingsOf(id, { yaml }).map(finding => finding.edit)).toEqual([edit]);
  });

  test.each([
    [
      'a file system that can mean several',
      'iomesh-sc-fstype-invalid',
      iomeshClass('c', 'csi.storage.k8s.io/fstype: ext'),
    ],
    ['a number of replicas', 'iomesh-sc-replica-factor-invalid', iomeshClass('c', 'replicaFactor: "4"')],
    [
      'a wrong port of an address',
      'csi-configmap-meta-addr-port',
      managementConnection({ metaAddr: '192.0.2.10:10100' }),
    ],
    ['yes for true', 'iomesh-pvc-external-use-invalid', SET_WITH_TEMPLATE],
  ])('leave %s to a person', (_reason, id, yaml) => {
    expect(findingsOf(id, { yaml }).map(finding => finding.edit)).toEqual([undefined]);
  });

  test('a value is suggested along with the allowed ones', () => {
    const [finding] = findingsOf('iomesh-sc-fstype-invalid', {
      yaml: iomeshClass('c', 'csi.storage.k8s.io/fstype: ex4'),
    });
    expect(finding?.fix).toBe('Did you mean "ext4"? Allowed: ext4, ext3, ext2, xfs.');
  });
});

const DEPRECATED_SECRETS = [
  'csiControllerPublishSecretName: a',
  'csiControllerPublishSecretNamespace: b',
  'csiNodeStageSecretName: c',
  'csiNodeStageSecretNamespace: d',
];
const FALLBACK_SECRETS = ['csi.storage.k8s.io/secret-name: a', 'csi.storage.k8s.io/secret-namespace: b'];
const EXTERNAL_CONNECTION = managementConnection({ metaAddr: '192.0.2.10:10206' });
const CONNECTED = 'clusterConnection: iomesh-system/iomesh-csi-configmap';
const PLAIN_CLAIM = ['accessModes: [ReadWriteOnce]'];
const NAMING_DEFAULT = defaultClass('main') + 'parameters: {iomeshCluster: iomesh-system/iomesh}\n';
const OTHER_SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {namespace: shop, name: other}\n';
const OTHER_CONFIG = configMap('iomesh-system', 'iomesh-csi-configmap', 'level: info');

describe('corner cases', () => {
  test.each<[string, string, Example, readonly string[]]>([
    [
      'deprecated keys of secrets count',
      'iomesh-sc-auth-secrets-missing',
      { yaml: iomeshClass('c', 'auth: "true"', ...DEPRECATED_SECRETS) },
      [],
    ],
    [
      'the default secret serves all operations',
      'iomesh-sc-auth-secrets-missing',
      { yaml: iomeshClass('c', 'auth: "true"', ...FALLBACK_SECRETS) },
      [],
    ],
    [
      'a secret without a namespace is not complete',
      'iomesh-sc-auth-secrets-missing',
      { yaml: iomeshClass('c', 'auth: "true"', ...DEPRECATED_SECRETS.slice(0, 3)) },
      ['error'],
    ],
    [
      'a class that names another thing than a connection is the subject of another rule',
      'iomesh-sc-cluster-unspecified',
      { yaml: iomeshClass('c', CONNECTED), state: documents(TWO_CLUSTERS, OTHER_CONFIG) },
      [],
    ],
    [
      'a class whose connection leads to an address does not say which cluster it uses',
      'iomesh-sc-cluster-unspecified',
      { yaml: iomeshClass('c', CONNECTED), state: documents(TWO_CLUSTERS, EXTERNAL_CONNECTION) },
      ['error'],
    ],
    [
      'a class whose connection is not in the input may say it',
      'iomesh-sc-cluster-unspecified',
      { yaml: iomeshClass('c', CONNECTED), state: TWO_CLUSTERS },
      ['unknown'],
    ],
    [
      'the parameters of an external installation come from its Helm values',
      'iomesh-sc-default-class-modified',
      { yaml: iomeshClass('iomesh-csi-driver', 'replicaFactor: "3"'), live: true },
      [],
    ],
    [
      'a default class made for one cluster may be left to claims',
      'iomesh-pvc-default-class-multi-cluster',
      { yaml: claim('c', PLAIN_CLAIM), state: documents(TWO_CLUSTERS, NAMING_DEFAULT), live: true },
      [],
    ],
    [
      'a class that is not in the input may read an annotation',
      'iomesh-pvc-auth-annotation-missing',
      { yaml: chapClaim() },
      ['unknown'],
    ],
    [
      'a claim with the usual annotation has what a class would read',
      'iomesh-pvc-auth-annotation-missing',
      { yaml: chapClaim('iomesh.com/key: user-secret') },
      [],
    ],
    [
      'secrets are not looked for unless asked',
      'iomesh-pvc-auth-secret-missing',
      { yaml: chapClaim('iomesh.com/key: user-secret'), state: CHAP_CLASS, live: true },
      [],
    ],
    [
      'a secret is not missed where no secrets are given',
      'iomesh-pvc-auth-secret-missing',
      {
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: CHAP_CLASS,
        settings: { checkSecrets: true },
      },
      [],
    ],
    [
      'a secret may exist where only some are given',
      'iomesh-pvc-auth-secret-missing',
      {
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: documents(CHAP_CLASS, OTHER_SECRET),
        settings: { checkSecrets: true },
      },
      ['unknown'],
    ],
    [
      'every wrong initiator is named',
      'iomesh-pvc-iqn-format',
      { yaml: blockClaim('ReadWriteMany', 'iomesh.com/iscsi-lun-iqn-allow-list: "a,,iqn.2020-01.com.x:b"') },
      ['warning', 'warning'],
    ],
    [
      'all initiators are a legal entry',
      'iomesh-pvc-iqn-format',
      { yaml: blockClaim('ReadWriteMany', 'iomesh.com/iscsi-lun-iqn-allow-list: "*/*"') },
      [],
    ],
    [
      'a ConfigMap is a connection when a class says so',
      'csi-configmap-key-missing',
      { yaml: OTHER_CONFIG, state: iomeshClass('c', CONNECTED) },
      ['error', 'error', 'error'],
    ],
    [
      'a ConfigMap with one of the keys is none',
      'csi-configmap-key-missing',
      { yaml: configMap('shop', 'settings', 'clusterId: a') },
      [],
    ],
    [
      'a new connection has no class yet',
      'csi-configmap-unreferenced',
      { yaml: managementConnection({}), operation: 'CREATE', live: true },
      [],
    ],
    [
      'a connection may have classes that are not in the input',
      'csi-configmap-unreferenced',
      { yaml: managementConnection({}) },
      [],
    ],
    [
      'a service without a domain is a usual host',
      'csi-configmap-meta-addr-host',
      { yaml: managementConnection({ metaAddr: 'a-meta-client.b.svc:10100' }) },
      [],
    ],
    [
      'a clusterId of 255 characters is too long',
      'csi-configmap-cluster-id-length',
      { yaml: managementConnection({ clusterId: 'x'.repeat(255) }) },
      ['error'],
    ],
    [
      'a clusterId of 254 characters is not',
      'csi-configmap-cluster-id-length',
      { yaml: managementConnection({ clusterId: 'x'.repeat(254) }) },
      [],
    ],
  ])('%s', (_reason, id, example, severities) => {
    expect(findingsOf(id, example).map(({ severity }) => severity)).toEqual(severities);
  });

  test('further names of the driver are known from the settings', () => {
    const yaml = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: c}
provisioner: storage.example.com
parameters: {replicaFactor: "9"}
`;
    const settings = { iomeshProvisioners: ['storage.example.com'] };
    expect(findingsOf('iomesh-sc-replica-factor-invalid', { yaml })).toHaveLength(0);
    expect(findingsOf('iomesh-sc-replica-factor-invalid', { yaml, settings })).toHaveLength(1);
  });
});
