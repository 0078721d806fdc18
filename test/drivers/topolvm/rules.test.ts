import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { Edit } from '../../../src/core/finding.ts';
import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { RuleContext } from '../../../src/core/rule.ts';
import { topolvm } from '../../../src/drivers/topolvm/index.ts';
import { RULES } from '../../../src/drivers/topolvm/rules/index.ts';
import { claim, contextOf, node, storageClass } from '../../support/objects.ts';

function contextWith(objects: readonly KubernetesObject[]): RuleContext {
  return { ...contextOf(objects, {}, {}), drivers: [topolvm] };
}

function findingsOf(object: KubernetesObject, objects: readonly KubernetesObject[] = []) {
  return evaluate(object, RULES, contextWith(objects));
}

function lvmdFile(fields: JsonObject): KubernetesObject {
  return { apiVersion: 'stowage.dev/file', kind: 'LvmdConfig', ...fields };
}

function scheduler(extender: JsonObject, version = 'v1'): KubernetesObject {
  return {
    apiVersion: `kubescheduler.config.k8s.io/${version}`,
    kind: 'KubeSchedulerConfiguration',
    extenders: [
      { urlPrefix: 'http://127.0.0.1:9251', filterVerb: 'predicate', nodeCacheCapable: true, ...extender },
    ],
  };
}

const WAITS = { volumeBindingMode: 'WaitForFirstConsumer' };

describe('edits that mend a mistake', () => {
  test.each<[string, KubernetesObject, Edit]>([
    [
      'a legacy parameter is renamed',
      storageClass('x', 'topolvm.io', { 'topolvm.cybozu.com/device-class': 'ssd' }),
      {
        type: 'rename-key',
        path: ['parameters', 'topolvm.cybozu.com/device-class'],
        key: 'topolvm.io/device-class',
      },
    ],
    [
      'a new parameter under the legacy provisioner too',
      storageClass('x', 'topolvm.cybozu.com', { 'topolvm.io/lvcreate-option-class': 'raid1' }),
      {
        type: 'rename-key',
        path: ['parameters', 'topolvm.io/lvcreate-option-class'],
        key: 'topolvm.cybozu.com/lvcreate-option-class',
      },
    ],
    [
      'one that stands beside the right one is removed',
      storageClass('x', 'topolvm.io', {
        'topolvm.cybozu.com/device-class': 'a',
        'topolvm.io/device-class': 'b',
      }),
      { type: 'remove', path: ['parameters', 'topolvm.cybozu.com/device-class'] },
    ],
    [
      'an empty device class is removed',
      storageClass('x', 'topolvm.io', { 'topolvm.io/device-class': '' }),
      { type: 'remove', path: ['parameters', 'topolvm.io/device-class'] },
    ],
    [
      'a misspelt file system is replaced',
      storageClass('x', 'topolvm.io', { 'csi.storage.k8s.io/fstype': 'ex4' }),
      { type: 'replace-value', path: ['parameters', 'csi.storage.k8s.io/fstype'], value: 'ext4' },
    ],
    [
      'the binding mode is added',
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'topolvm.io' },
      { type: 'add', path: ['volumeBindingMode'], value: 'WaitForFirstConsumer' },
    ],
    [
      'a number is quoted where lvmd wants a string',
      lvmdFile({ 'device-classes': [{ name: 'a', 'volume-group': 'vg', default: true, 'stripe-size': 64 }] }),
      { type: 'replace-value', path: ['device-classes', 0, 'stripe-size'], value: '64' },
    ],
    [
      'a quoted number is unquoted where lvmd wants a number',
      lvmdFile({ 'device-classes': [{ name: 'a', 'volume-group': 'vg', default: true, 'spare-gb': '20' }] }),
      { type: 'replace-value', path: ['device-classes', 0, 'spare-gb'], value: 20 },
    ],
    [
      'the scheduler is told to leave the resource alone',
      scheduler({ managedResources: [{ name: 'topolvm.io/capacity' }] }),
      { type: 'add', path: ['extenders', 0, 'managedResources', 0, 'ignoredByScheduler'], value: true },
    ],
    [
      'the last beta version becomes v1',
      scheduler({ managedResources: [{ name: 'topolvm.io/capacity', ignoredByScheduler: true }] }, 'v1beta3'),
      { type: 'replace-value', path: ['apiVersion'], value: 'kubescheduler.config.k8s.io/v1' },
    ],
  ])('%s', (_reason, object, edit) => {
    expect(findingsOf(object).map(finding => finding.edit)).toEqual([edit]);
  });
});

describe('suggestions', () => {
  test('a device class near to one that a node reports', () => {
    const worker = node('n1', {
      annotations: { 'capacity.topolvm.io/00default': '1', 'capacity.topolvm.io/nvme': '1' },
    });
    const object = storageClass('x', 'topolvm.io', { 'topolvm.io/device-class': 'nvne' });
    expect(findingsOf(object, [worker]).map(({ message, fix }) => [message, fix])).toEqual([
      ['no node has a device class "nvne" (known: nvme)', 'Did you mean "nvme"?'],
    ]);
  });

  test('classes of the other plugin name do not count', () => {
    const worker = node('n1', {
      annotations: { 'capacity.topolvm.cybozu.com/ssd': '1', 'capacity.topolvm.io/hdd': '1' },
    });
    const object = storageClass('x', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' });
    expect(findingsOf(object, [worker]).map(finding => finding.ruleId)).toEqual([
      'topolvm-sc-device-class-unknown',
    ]);
  });
});

test('a mistake inside a ConfigMap is named with its place in the text, and not edited', () => {
  const text = 'device-classes:\n- {name: a, volume-group: vg, default: true, stripe-size: 64}\n';
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', data: { 'lvmd.yaml': text } };
  expect(findingsOf(configMap).map(({ path, message, edit }) => ({ path, message, edit }))).toEqual([
    {
      path: ['data', 'lvmd.yaml'],
      message: 'device-classes[0].stripe-size: "stripe-size" must be a string',
      edit: undefined,
    },
  ]);
});

test.each([
  ['an access mode that TopoLVM lacks', { accessModes: ['ReadWriteMany'] }, 1],
  [
    'nothing wrong in itself',
    { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    0,
  ],
])('a claim with %s, whose class is not in the state', (_reason, spec, count) => {
  const findings = findingsOf(claim('a', { spec }));
  expect(findings.map(({ severity }) => severity)).toEqual(Array.from({ length: count }, () => 'unknown'));
});

describe('objects of others', () => {
  test.each<[string, KubernetesObject]>([
    [
      'a StorageClass of another driver',
      { ...storageClass('x', 'nfs.csi.k8s.io', { 'topolvm.io/device-class': '' }), ...WAITS },
    ],
    [
      'a ConfigMap without lvmd.yaml',
      { apiVersion: 'v1', kind: 'ConfigMap', data: { 'app.yaml': 'device-classes: 1' } },
    ],
    ['an audit policy', { apiVersion: 'audit.k8s.io/v1', kind: 'Policy' }],
    [
      'an extender of somebody else',
      scheduler({ urlPrefix: 'http://gpu', filterVerb: 'predicate', managedResources: [] }),
    ],
    [
      'a KubeSchedulerConfiguration of another group',
      { ...scheduler({}), apiVersion: 'example.com/v1beta1' },
    ],
    [
      'a webhook configuration of today',
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration' },
    ],
    [
      'a kubeadm file that leaves the scheduler alone',
      { apiVersion: 'kubeadm.k8s.io/v1beta2', kind: 'ClusterConfiguration' },
    ],
  ])('%s is left alone', (_reason, object) => {
    expect(findingsOf(object)).toEqual([]);
  });
});

const KINDS = [...new Set(RULES.flatMap(rule => rule.kinds))];
const KEYS = [
  'spec',
  'parameters',
  'provisioner',
  'data',
  'lvmd.yaml',
  'policy.cfg',
  'device-classes',
  'name',
  'volume-group',
  'thin-pool',
  'lvcreate-options',
  'spare-gb',
  'stripe',
  'stripe-size',
  'extenders',
  'managedResources',
  'filterVerb',
  'webhooks',
  'scheduler',
  'resources',
  'requests',
  'storage',
  'accessModes',
  'dataSource',
  'storageClassName',
  'topolvm.io/device-class',
  'volumeClaimTemplates',
  'template',
  'volumes',
  'ephemeral',
  'metadata',
  '__proto__',
];
const LEAF = fc.constantFrom<JsonValue>(
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'x',
  'tlv',
  'topolvm.io',
  'thin',
  '1Gi',
  'device-classes: [null]',
);
const { tree: JUNK } = fc.letrec<{ tree: JsonValue }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    LEAF,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 5 }),
  ),
}));

test('no rule throws, whatever an object holds', () => {
  const known = [
    storageClass('tlv', 'topolvm.io'),
    node('n1', { annotations: { 'capacity.topolvm.io/x': '0' } }),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.dictionary(fc.constantFrom(...KEYS), JUNK, { maxKeys: 6 }),
      fc.constantFrom('v1', 'kubescheduler.config.k8s.io/v1', 'stowage.dev/file'),
      (kind, fields, apiVersion) => {
        const object = { ...fields, apiVersion, kind };
        expect(() => findingsOf(object, [...known, object])).not.toThrow();
      },
    ),
    { numRuns: 1000 },
  );
});
