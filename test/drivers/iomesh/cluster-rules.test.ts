import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { Edit, Finding } from '../../../src/core/finding.ts';
import { at } from '../../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../../src/core/json.ts';
import { isKubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../src/core/object-store.ts';
import type { Example, ObjectRule } from '../../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import {
  AUTHENTICATION,
  MANAGEMENT_CLUSTER,
  SECOND_CLUSTER,
  ZOOKEEPER_CLUSTER,
  blockDevice,
  documents,
  nodes,
} from '../../../src/drivers/iomesh/examples/clusters.ts';
import { RULES } from '../../../src/drivers/iomesh/rules/index.ts';
import { DRIVERS } from '../../../src/drivers/registry.ts';
import { parseYaml, runExample } from '../../support/rule-harness.ts';

function ruleOf(id: string): ObjectRule {
  const rule = RULES.find(one => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

function findingsOf(id: string, example: Example): readonly Finding[] {
  return runExample(ruleOf(id), example);
}

function cluster(...spec: readonly string[]): string {
  return `apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1}
spec:
${spec.map(line => `  ${line}\n`).join('')}`;
}

function values(...lines: readonly string[]): string {
  return ['apiVersion: stowage.dev/file', 'kind: HelmValues', ...lines, ''].join('\n');
}

const BLOCK_DEVICE_NAMESPACE = ['spec', 'chunk', 'devicemanager', 'blockDeviceNamespace'] as const;

describe('a sure mistake comes with the edit that mends it', () => {
  test.each<[string, Example, Edit]>([
    [
      'iomesh-cluster-data-cidr-invalid',
      { yaml: cluster('chunk: {dataCIDR: 10.234.1.7/24}') },
      { type: 'replace-value', path: ['spec', 'chunk', 'dataCIDR'], value: '10.234.1.0/24' },
    ],
    [
      'iomesh-cluster-disk-deployment-mode-invalid',
      { yaml: cluster('diskDeploymentMode: allflash') },
      { type: 'replace-value', path: ['spec', 'diskDeploymentMode'], value: 'allFlash' },
    ],
    [
      'iomesh-cluster-device-map-mount-type-unknown',
      { yaml: cluster('chunk: {deviceMap: {datastore: {}}}') },
      { type: 'rename-key', path: ['spec', 'chunk', 'deviceMap', 'datastore'], key: 'dataStore' },
    ],
    [
      'iomesh-cluster-misplaced-field',
      { yaml: `${cluster('chunk: {replicas: 3}')}meta: {replicas: 3}\n` },
      { type: 'move', path: ['meta'], to: ['spec', 'meta'] },
    ],
    [
      'iomesh-cluster-replica-count-key',
      { yaml: cluster('meta: {replicaCount: 3}') },
      { type: 'rename-key', path: ['spec', 'meta', 'replicaCount'], key: 'replicas' },
    ],
    [
      'iomesh-cluster-block-device-namespace',
      { yaml: cluster('chunk: {replicas: 3}'), state: MANAGEMENT_CLUSTER },
      { type: 'add', path: BLOCK_DEVICE_NAMESPACE, value: 'iomesh-system' },
    ],
    [
      'iomesh-cluster-block-device-namespace',
      {
        yaml: cluster('chunk: {devicemanager: {blockDeviceNamespace: iomesh-cluster-1}}'),
        state: MANAGEMENT_CLUSTER,
      },
      { type: 'replace-value', path: BLOCK_DEVICE_NAMESPACE, value: 'iomesh-system' },
    ],
    [
      'iomesh-cluster-reclaim-policy-invalid',
      { yaml: cluster('reclaimPolicy: {volume: delete}') },
      { type: 'replace-value', path: ['spec', 'reclaimPolicy', 'volume'], value: 'Delete' },
    ],
    [
      'iomesh-cluster-unknown-field',
      { yaml: cluster('redirector: {dataCidr: 10.234.1.0/24}') },
      { type: 'rename-key', path: ['spec', 'redirector', 'dataCidr'], key: 'dataCIDR' },
    ],
    [
      'zk-unknown-field',
      { yaml: ZOOKEEPER_CLUSTER.replace('  replicas: 3\n', '  replicas: 3\n  nodeSelector: {disk: ssd}\n') },
      { type: 'move', path: ['spec', 'nodeSelector'], to: ['spec', 'pod', 'nodeSelector'] },
    ],
    [
      'helm-values-data-cidr',
      { yaml: values('chunk: {dataCIDR: 10.234.1.0/24}') },
      { type: 'move', path: ['chunk', 'dataCIDR'], to: ['iomesh', 'chunk', 'dataCIDR'] },
    ],
    [
      'helm-values-edition',
      { yaml: values('iomesh: {edition: Enterprise}') },
      { type: 'replace-value', path: ['iomesh', 'edition'], value: 'enterprise' },
    ],
  ])('%s', (id, example, edit) => {
    expect(findingsOf(id, example).map(finding => finding.edit)).toEqual([edit]);
  });

  test.each<[string, Example]>([
    ['iomesh-cluster-misplaced-field', { yaml: `${cluster('chunk: {replicas: 3}')}chunk: {dataCIDR: x}\n` }],
    ['iomesh-cluster-replica-count-key', { yaml: cluster('chunk: {replicas: 3, replicaCount: 5}') }],
    ['iomesh-cluster-disk-deployment-mode-invalid', { yaml: cluster('diskDeploymentMode: hybrid') }],
    [
      'zk-unknown-field',
      { yaml: `${ZOOKEEPER_CLUSTER.replace(/image: .*/, 'image: iomesh/zookeeper')}  tag: 3.5.9\n` },
    ],
    ['iomesh-cluster-disk-deployment-mode-invalid', { yaml: cluster('diskDeploymentMode: 1') }],
    ['iomesh-cluster-unknown-field', { yaml: cluster('diskDeplymntMods: allFlash') }],
    ['helm-values-platform', { yaml: values('iomesh: {}', 'platform: x86_64') }],
  ])('%s has none when a person has to decide', (id, example) => {
    const findings = findingsOf(id, example);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.edit).toBeUndefined();
  });
});

const ZONE_AFFINITY =
  'chunk: {replicas: 5, podPolicy: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ' +
  '{nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [a]}]}]}}}}}';
const FORMATTED_ELSEWHERE = blockDevice('bd-root', 'k8s-worker-3', 'SSD', 'filesystem: {fsType: ext4}');

test.each([
  ['a sibling of nearly that name', 'chunk: {replica: 3}', 'Did you mean "replicas"?'],
  [
    'the places below its parent',
    'chunk: {deviceMap: {dataStore: {matchLabels: {}}}}',
    'Did you mean spec.chunk.deviceMap.dataStore.selector.matchLabels?',
  ],
  ['other places', 'meta: {iscsiVirtualIP: 10.0.0.1}', 'Did you mean spec.redirector.iscsiVirtualIP?'],
  ['nothing when there are many places', 'tag: v5.3.0', 'Check the spelling and the indentation.'],
])('an unknown field is told %s', (_reason, line, fix) => {
  expect(findingsOf('iomesh-cluster-unknown-field', { yaml: cluster(line) }).map(one => one.fix)).toEqual([
    fix,
  ]);
});

describe('nothing is said', () => {
  test.each<[string, string, Example]>([
    ['without Nodes', 'iomesh-cluster-affinity-unknown-node', { yaml: MANAGEMENT_CLUSTER }],
    ['without Nodes to count', 'iomesh-cluster-replicas-exceed-nodes', { yaml: cluster(ZONE_AFFINITY) }],
    ['without networks', 'iomesh-cluster-data-cidr-overlaps-cluster-network', { yaml: SECOND_CLUSTER }],
    [
      'without the access Service',
      'iomesh-cluster-iscsi-virtual-ip-mismatch',
      { yaml: cluster('redirector: {iscsiVirtualIP: 192.168.2.1}') },
    ],
    [
      'while the access Service has no address yet',
      'iomesh-cluster-iscsi-virtual-ip-mismatch',
      {
        yaml: cluster('redirector: {iscsiVirtualIP: 192.168.2.1}'),
        state:
          'apiVersion: v1\nkind: Service\nmetadata: {namespace: iomesh-cluster-1, name: iomesh-access}\n',
      },
    ],
    [
      'of devices on other nodes',
      'iomesh-cluster-device-map-selects-formatted',
      { yaml: MANAGEMENT_CLUSTER, state: FORMATTED_ELSEWHERE },
    ],
    [
      'of equal selectors on different nodes',
      'iomesh-cluster-device-map-overlap',
      { yaml: MANAGEMENT_CLUSTER, state: documents(SECOND_CLUSTER, FORMATTED_ELSEWHERE) },
    ],
    [
      'of a placeholder that another rule reports',
      'iomesh-cluster-data-cidr-invalid',
      { yaml: cluster('chunk: {dataCIDR: <cidr>}') },
    ],
    [
      'of one CIDR written in two ways',
      'iomesh-cluster-data-cidr-differs',
      { yaml: cluster('chunk: {dataCIDR: "fd00::/64"}', 'redirector: {dataCIDR: "fd00:0::/64"}') },
    ],
    [
      'of mount types while the mode itself is wrong',
      'iomesh-cluster-device-map-mode-mismatch',
      { yaml: cluster('diskDeploymentMode: mixed', 'chunk: {deviceMap: {dataStore: {}}}') },
    ],
    [
      'of Secrets that may not be read',
      'iomesh-cluster-license-secret-missing',
      { yaml: cluster('licenseSecretName: license'), live: true },
    ],
    [
      'of Secrets that are not used for CHAP',
      'secret-chap-keys-missing',
      {
        yaml: 'apiVersion: v1\nkind: Secret\nmetadata: {namespace: iomesh-system, name: other}\n',
        state: AUTHENTICATION,
        settings: { checkSecrets: true },
      },
    ],
    [
      'of a ZookeeperCluster made before its cluster',
      'zk-namespace',
      { yaml: ZOOKEEPER_CLUSTER, state: MANAGEMENT_CLUSTER, live: true },
    ],
    [
      'of a ZookeeperCluster that has nothing to do with IOMesh',
      'zk-namespace',
      {
        yaml: `apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata: {namespace: kafka, name: kafka-zookeeper}
spec: {replicas: 3}
`,
        state: documents(SECOND_CLUSTER, ZOOKEEPER_CLUSTER),
      },
    ],
    ['of the edition of another chart', 'helm-values-edition', { yaml: values('edition: ee') }],
    [
      'of addresses inside the cluster',
      'helm-values-external-portal',
      { yaml: values('driver: {deploymentMode: HCI, metaAddr: "vip:10206", iscsiPortal: "127.0.0.1:3260"}') },
    ],
    [
      'of a tag that is older than the management cluster',
      'op-upgrade-order',
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER.replaceAll('rc13', 'rc9'),
        yaml: SECOND_CLUSTER,
        state: MANAGEMENT_CLUSTER.replaceAll('-rc13', ''),
      },
    ],
    [
      'of a single replica when no tag changes',
      'op-upgrade-single-replica',
      {
        operation: 'UPDATE',
        old: cluster('chunk: {replicas: 1, image: {tag: v1}}'),
        yaml: cluster('chunk: {replicas: 2, image: {tag: v1}}'),
      },
    ],
    [
      'of a ZookeeperCluster whose cluster is being deleted too',
      'op-delete-zookeeper-before-cluster',
      {
        operation: 'DELETE',
        yaml: ZOOKEEPER_CLUSTER,
        state: SECOND_CLUSTER.replace('{namespace', '{deletionTimestamp: "2024-05-01T10:00:00Z", namespace'),
      },
    ],
  ])('%s (%s)', (_reason, id, example) => {
    expect(findingsOf(id, example)).toEqual([]);
  });
});

describe('what is missing from the input', () => {
  test('a hostname among known Nodes is undecided while there may be more Nodes', () => {
    const state = nodes('k8s-worker-0', 'k8s-worker-1');
    const findings = findingsOf('iomesh-cluster-affinity-unknown-node', { yaml: MANAGEMENT_CLUSTER, state });
    expect(findings.map(({ severity, needs }) => ({ severity, needs }))).toEqual([
      { severity: 'unknown', needs: { kind: 'Node', name: 'k8s-worker-2' } },
    ]);
  });

  test('the management cluster is asked for once, whichever rules need it', () => {
    const [object] = objectsIn(SECOND_CLUSTER);
    if (object === undefined) throw new Error('no example');
    const findings = evaluate(object, RULES, {
      lookup: new ObjectStore(),
      settings: DEFAULT_SETTINGS,
      drivers: DRIVERS,
      parseYaml,
    });
    const unknown = findings.filter(({ severity }) => severity === 'unknown').map(({ needs }) => needs?.kind);
    expect(unknown).toHaveLength(3);
    expect(new Set(unknown)).toEqual(new Set(['IOMeshCluster', 'StorageClass', 'ZookeeperCluster']));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a device that two clusters on one node select is reported', () => {
    const state = documents(
      SECOND_CLUSTER.replaceAll('k8s-worker-3', 'k8s-worker-0'),
      blockDevice('bd-ssd', 'k8s-worker-0', 'SSD', 'capacity: {storage: 480103981056}'),
    );
    const findings = findingsOf('iomesh-cluster-device-map-overlap', { yaml: MANAGEMENT_CLUSTER, state });
    expect(findings.map(({ message }) => message)).toEqual([
      'Also selected by cacheWithJournal of iomesh-cluster-1/iomesh-cluster-1: bd-ssd',
    ]);
  });
});

function objectsIn(yaml: string | undefined): readonly KubernetesObject[] {
  return yaml === undefined ? [] : (loadAll(yaml) as JsonValue[]).filter(isKubernetesObject);
}

function pathsOf(value: JsonValue | undefined, path: JsonPath = []): readonly JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [path, ...[...entries].flatMap(([step, child]) => pathsOf(child as JsonValue, [...path, step]))];
}

function replaced(value: JsonValue, path: JsonPath, by: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((child: JsonValue, index) => (index === step ? replaced(child, rest, by) : child));
  return { ...(value as object), [step]: replaced(at(value, step) ?? null, rest, by) };
}

const OBJECTS = RULES.flatMap(rule => [...rule.examples.valid, ...rule.examples.invalid]).flatMap(example =>
  [example.yaml, example.state, example.old].flatMap(objectsIn),
);
const JUNK: readonly JsonValue[] = [
  null,
  true,
  -1,
  7,
  '',
  'x',
  '<y>',
  '__proto__',
  [],
  [null, 1, 'a', {}],
  {},
  { a: null },
];

/** An example object with something wrong in one place; its kind and its name stay. */
const malformed = fc
  .tuple(fc.constantFrom(...OBJECTS), fc.nat(), fc.constantFrom(...JUNK))
  .map(([object, choice, junk]) => {
    const paths = pathsOf(object).filter(([top, ...below]) => top === 'spec' || below.length > 1);
    const path = paths[choice % paths.length] ?? ['spec'];
    const result = replaced(object, path, junk);
    if (!isKubernetesObject(result)) throw new Error('kind or apiVersion was replaced');
    return result;
  });

test('malformed objects never make a rule throw, and every finding points into the object', () => {
  const operations = fc.constantFrom(undefined, 'CREATE', 'UPDATE', 'DELETE');
  const others = fc.array(malformed, { maxLength: 8 });
  fc.assert(
    fc.property(
      malformed,
      malformed,
      others,
      operations,
      fc.boolean(),
      (object, oldObject, state, operation, live) => {
        const store = new ObjectStore({ complete: live ? 'all' : new Set() });
        for (const one of [...state, object]) store.set(one);
        const findings = evaluate(object, RULES, {
          lookup: store,
          settings: { ...DEFAULT_SETTINGS, checkSecrets: true },
          drivers: DRIVERS,
          parseYaml,
          ...(operation !== undefined && { request: { operation, oldObject } }),
        });
        expect(findings.filter(({ path }) => at(object, ...path) === undefined)).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
