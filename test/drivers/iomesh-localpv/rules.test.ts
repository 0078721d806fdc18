import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { Edit, Finding } from '../../../src/core/finding.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { ObjectRule } from '../../../src/core/rule.ts';
import {
  claim as claimYaml,
  clusterWithDeviceMap,
  deviceClass,
  documents,
  driverTypeClass,
  freeDevice,
  hostpathClass,
  podWithClaims,
  WORKER,
} from '../../../src/drivers/iomesh-localpv/examples/manifests.ts';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import { DRIVERS } from '../../../src/drivers/registry.ts';
import { runExample } from '../../support/rule-harness.ts';
import { blockDevice, contextOf, DEVICE_CLASS, iomeshCluster, PROVISIONER } from './fixtures.ts';

function ruleOf(id: string): ObjectRule {
  const rule = iomeshLocalpv.rules.find(one => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

interface Surroundings {
  readonly state?: string;
  readonly live?: boolean;
}

function findingsOf(id: string, yaml: string, surroundings: Surroundings = {}): readonly Finding[] {
  return runExample(ruleOf(id), { yaml, ...surroundings });
}

const SELECTOR_PATH = ['parameters', 'deviceSelector'] as const;

function selectorClass(...lines: readonly string[]): string {
  return deviceClass('deviceSelector: |', ...lines.map(line => `  ${line}`));
}

describe('a sure mistake comes with the edit that mends it', () => {
  test.each<[string, string, Edit]>([
    [
      'localpv-sc-volume-type-invalid',
      hostpathClass().replace('hostpath\n', 'HostPath\n'),
      { type: 'replace-value', path: ['parameters', 'volumeType'], value: 'hostpath' },
    ],
    [
      'localpv-sc-volume-type-missing',
      driverTypeClass('SSD').replace('  volumeType: device\n', ''),
      { type: 'add', path: ['parameters', 'volumeType'], value: 'device' },
    ],
    [
      'localpv-sc-volume-type-missing',
      hostpathClass('enableQuota: "true"').replace('  volumeType: hostpath\n', ''),
      { type: 'add', path: ['parameters', 'volumeType'], value: 'hostpath' },
    ],
    [
      'localpv-sc-binding-mode',
      hostpathClass().replace('volumeBindingMode: WaitForFirstConsumer\n', ''),
      { type: 'add', path: ['volumeBindingMode'], value: 'WaitForFirstConsumer' },
    ],
    [
      'localpv-sc-binding-mode',
      hostpathClass().replace('WaitForFirstConsumer', 'waitForFirstConsumer'),
      { type: 'replace-value', path: ['volumeBindingMode'], value: 'WaitForFirstConsumer' },
    ],
    [
      'localpv-sc-base-path-not-absolute',
      hostpathClass('basePath: var/iomesh'),
      { type: 'replace-value', path: ['parameters', 'basePath'], value: '/var/iomesh' },
    ],
    [
      'localpv-sc-base-path-unsafe',
      hostpathClass('basePath: /var//iomesh/'),
      { type: 'replace-value', path: ['parameters', 'basePath'], value: '/var/iomesh' },
    ],
    [
      'localpv-sc-enable-quota-invalid',
      hostpathClass('enableQuota: "TRUE"'),
      { type: 'replace-value', path: ['parameters', 'enableQuota'], value: 'true' },
    ],
    [
      'localpv-sc-fstype-invalid',
      deviceClass('csi.storage.k8s.io/fstype: XFS'),
      { type: 'replace-value', path: ['parameters', 'csi.storage.k8s.io/fstype'], value: 'xfs' },
    ],
    [
      'localpv-sc-device-selector-invalid',
      selectorClass('matchlabels:', '  iomesh.com/bd-driverType: SSD'),
      {
        type: 'replace-value',
        path: SELECTOR_PATH,
        value: 'matchLabels:\n  iomesh.com/bd-driverType: SSD\n',
      },
    ],
    [
      'localpv-sc-device-selector-invalid',
      selectorClass('matchExpressions:', '- {key: tier, operator: in, values: [a]}'),
      {
        type: 'replace-value',
        path: SELECTOR_PATH,
        value: 'matchExpressions:\n- {key: tier, operator: In, values: [a]}\n',
      },
    ],
    [
      'bd-label-unknown',
      selectorClass('matchLabels:', '  iomesh.com/bd-driveType: SSD'),
      {
        type: 'replace-value',
        path: SELECTOR_PATH,
        value: 'matchLabels:\n  iomesh.com/bd-driverType: SSD\n',
      },
    ],
    [
      'bd-label-unknown',
      clusterWithDeviceMap('{matchLabels: {iomesh.com/bd-driveType: SSD}}'),
      {
        type: 'rename-key',
        path: [
          'spec',
          'chunk',
          'deviceMap',
          'dataStore',
          'selector',
          'matchLabels',
          'iomesh.com/bd-driveType',
        ],
        key: 'iomesh.com/bd-driverType',
      },
    ],
    [
      'bd-label-value-unknown',
      selectorClass('matchLabels:', '  iomesh.com/bd-driverType: Ssd'),
      {
        type: 'replace-value',
        path: SELECTOR_PATH,
        value: 'matchLabels:\n  iomesh.com/bd-driverType: SSD\n',
      },
    ],
    [
      'bd-label-device-path',
      selectorClass('matchLabels:', '  iomesh.com/bd-devicePath: /dev/sdb'),
      {
        type: 'replace-value',
        path: SELECTOR_PATH,
        value: 'matchLabels:\n  iomesh.com/bd-devicePath: dev.sdb\n',
      },
    ],
    [
      'label-selector-unknown-field',
      clusterWithDeviceMap('{matchExpressions: [{key: tier, operator: In, Values: [a]}]}'),
      {
        type: 'rename-key',
        path: ['spec', 'chunk', 'deviceMap', 'dataStore', 'selector', 'matchExpressions', 0, 'Values'],
        key: 'values',
      },
    ],
  ])('%s', (id, yaml, expected) => {
    expect(findingsOf(id, yaml).map(({ edit }) => edit)).toEqual([expected]);
  });
});

describe('a doubtful mistake has no edit', () => {
  test.each([
    ['localpv-sc-volume-type-invalid', 'misspelt', hostpathClass().replace('hostpath\n', 'hostdir\n')],
    [
      'localpv-sc-volume-type-missing',
      'parameters of both types',
      hostpathClass('basePath: /mnt', 'deviceSelector: ""').replace('  volumeType: hostpath\n', ''),
    ],
    ['localpv-sc-base-path-not-absolute', 'relative on purpose', hostpathClass('basePath: ./iomesh')],
    [
      'localpv-sc-binding-mode',
      'the field stands among the parameters',
      hostpathClass('volumeBindingMode: WaitForFirstConsumer').replace(
        'volumeBindingMode: WaitForFirstConsumer\np',
        'p',
      ),
    ],
    ['bd-label-unknown', 'far from every label', selectorClass('matchLabels:', '  iomesh.com/bd-pool: a')],
    [
      'bd-label-value-unknown',
      'the word occurs twice',
      selectorClass('matchLabels:', '  iomesh.com/bd-driverType: ssd', '  example.com/kind: ssd'),
    ],
  ])('%s: %s', (id, _reason, yaml) => {
    expect(findingsOf(id, yaml).map(({ edit }) => edit)).toEqual([undefined]);
  });
});

describe('one mistake is reported once', () => {
  test.each([
    ['a misspelt field of a requirement', ['matchExpressions:', '- {key: a, operator: In, Values: [b]}']],
    ['a path for a device label', ['matchLabels:', '  iomesh.com/bd-devicePath: /dev/sdb']],
  ])('%s leaves the whole selector alone', (_reason, lines) => {
    expect(findingsOf('localpv-sc-device-selector-invalid', selectorClass(...lines))).toEqual([]);
  });

  test('a path for a device label is an error only', () => {
    const yaml = selectorClass('matchLabels:', '  iomesh.com/bd-devicePath: /dev/sdb');
    expect(findingsOf('bd-label-device-path', yaml).map(({ severity }) => severity)).toEqual(['error']);
  });
});

describe('labels of block devices', () => {
  test.each([
    ['IOMesh sets', 'iomesh.com/bd-serial'],
    ['Node Disk Manager sets', 'ndm.io/managed'],
    ['Node Disk Manager reads', 'openebs.io/block-device-tag'],
  ])('that %s are known without any device', (_reason, key) => {
    expect(findingsOf('bd-label-unknown', selectorClass('matchLabels:', `  ${key}: "1"`))).toEqual([]);
  });

  test('of others are known when a device has them', () => {
    const yaml = selectorClass('matchLabels:', '  example.com/tier: fast');
    const device = freeDevice('bd-1', 20e9, 'SSD').replace('iomesh.com/bd-deviceType', 'example.com/tier');
    expect(findingsOf('bd-label-unknown', yaml, { state: device })).toEqual([]);
  });
});

describe('a selector that overlaps the device map of an IOMesh cluster', () => {
  const rule = ruleOf('localpv-sc-device-selector-overlaps-device-map');
  const device = blockDevice('bd-1', { labels: { pool: 'iomesh' } });

  function messages(...objects: readonly KubernetesObject[]): readonly string[] {
    const context = { ...contextOf(objects), drivers: DRIVERS };
    return evaluate(DEVICE_CLASS, [rule], context).map(({ message }) => message);
  }

  test('names the devices and the cluster', () => {
    const second = blockDevice('bd-2', { labels: { pool: 'iomesh' } });
    expect(messages(device, second, iomeshCluster('iomesh', { pool: 'iomesh' }))).toEqual([
      'bd-1 and 1 more also match the deviceMap of IOMeshCluster iomesh-system/iomesh',
    ]);
  });

  test('is undecided without devices', () => {
    const objects = [iomeshCluster('iomesh', { pool: 'iomesh' })];
    const context = { ...contextOf(objects, new Set()), drivers: DRIVERS };
    expect(evaluate(DEVICE_CLASS, [rule], context).map(({ needs }) => needs)).toEqual([
      { kind: 'BlockDevice', namespace: 'iomesh-system', name: '*' },
    ]);
  });

  test('is fine while neither devices nor clusters are known', () => {
    const context = { ...contextOf([], new Set()), drivers: DRIVERS };
    expect(evaluate(DEVICE_CLASS, [rule], context)).toEqual([]);
  });

  test.each([
    ['of a cluster on other nodes', [device, iomeshCluster('iomesh', { pool: 'iomesh' }, ['n9'])]],
    [
      'of devices that are claimed',
      [blockDevice('bd-1', { claimState: 'Claimed', labels: { pool: 'iomesh' } })],
    ],
    ['that selects other devices', [device, iomeshCluster('iomesh', { pool: 'other' })]],
  ])('is fine with a device map %s', (_reason, objects) => {
    expect(messages(...objects)).toEqual([]);
  });
});

describe('claims are judged wherever they are written', () => {
  const template = '    spec: {storageClassName: local-hostpath, volumeMode: Block}';

  test.each([
    [
      'a claim template',
      `apiVersion: apps/v1
kind: StatefulSet
metadata: {namespace: shop, name: db}
spec:
  volumeClaimTemplates:
  - metadata: {name: data}
${template}
`,
      ['spec', 'volumeClaimTemplates', 0, 'spec', 'volumeMode'],
    ],
    [
      'an ephemeral volume',
      `apiVersion: v1
kind: Pod
metadata: {namespace: shop, name: web}
spec:
  volumes:
  - name: tmp
    ephemeral:
      volumeClaimTemplate:
    ${template}
`,
      ['spec', 'volumes', 0, 'ephemeral', 'volumeClaimTemplate', 'spec', 'volumeMode'],
    ],
  ])('%s', (_reason, yaml, path) => {
    const found = findingsOf('localpv-pvc-block-on-hostpath', yaml, { state: hostpathClass() });
    expect(found.map(finding => finding.path)).toEqual([path]);
  });

  test('those of other drivers are left alone', () => {
    const state = hostpathClass().replace(PROVISIONER, 'topolvm.io');
    const yaml = claimYaml('data', 'local-hostpath', '1Gi', 'volumeMode: Block, ');
    expect(findingsOf('localpv-pvc-block-on-hostpath', yaml, { state })).toEqual([]);
  });

  test('those whose class does not exist are left to the rule on classes', () => {
    const yaml = claimYaml('data', 'local-hostpath', '1Gi', 'volumeMode: Block, ');
    expect(findingsOf('localpv-pvc-block-on-hostpath', yaml, { live: true })).toEqual([]);
  });
});

describe('a claim that is too large for every device', () => {
  const state = documents(WORKER, deviceClass(), freeDevice('bd-1', 9e9, 'SSD'));
  const yaml = claimYaml('data', 'local-device', '10Gi');

  test('is told the largest in bytes, for 10 GB is not 10Gi', () => {
    const [found] = findingsOf('localpv-pvc-no-device-large-enough', yaml, { state, live: true });
    expect(found?.message).toBe(
      'the largest free block device has 8.4Gi (9000000000 bytes) on worker-1; 10Gi (10737418240 bytes) requested',
    );
  });

  test('is told when no device is free', () => {
    const [found] = findingsOf('localpv-pvc-no-device-large-enough', yaml, {
      state: deviceClass(),
      live: true,
    });
    expect(found?.message).toBe('no free block device matches the class, as last scanned');
  });

  test.each([
    ['bound', yaml.replace('spec: {', 'spec: {volumeName: pv-1, '), state],
    [
      'of a StatefulSet that runs already',
      `apiVersion: apps/v1
kind: StatefulSet
metadata: {namespace: shop, name: db}
spec:
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {storageClassName: local-device, resources: {requests: {storage: 10Gi}}}
`,
      documents(
        state,
        claimYaml('data-db-0', 'local-device', '10Gi').replace('spec: {', 'spec: {volumeName: pv-1, '),
      ),
    ],
  ])('is not asked for a second device when it is %s', (_reason, document, objects) => {
    const found = findingsOf('localpv-pvc-no-device-large-enough', document, { state: objects, live: true });
    expect(found).toEqual([]);
  });
});

describe('pods with device claims', () => {
  const claims = documents(deviceClass(), claimYaml('data', 'local-device', '10G'));

  test('are told what does not fit', () => {
    const state = documents(claims, freeDevice('bd-1', 9e9, 'SSD'));
    const [found] = findingsOf('pod-localpv-no-fit-node', podWithClaims('data'), { state });
    expect(found?.message).toBe('no node has free block devices for data (9.3Gi), as last scanned');
  });

  test('are judged in the templates of workloads', () => {
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {namespace: shop, name: web}
spec:
  template:
    spec:
      volumes:
      - {name: config, emptyDir: {}}
      - {name: data, persistentVolumeClaim: {claimName: data}}
`;
    const state = documents(claims, freeDevice('bd-1', 9e9, 'SSD'));
    const found = findingsOf('pod-localpv-no-fit-node', deployment, { state });
    expect(found.map(({ path }) => path)).toEqual([['spec', 'template', 'spec', 'volumes', 1]]);
  });

  test('are left alone when nothing is known of devices, or the selector cannot be read', () => {
    const broken = documents(claims, freeDevice('bd-1', 9e9, 'SSD')).replace(
      'volumeType: device',
      'volumeType: device\n  deviceSelector: "["',
    );
    expect(findingsOf('pod-localpv-no-fit-node', podWithClaims('data'), { state: claims })).toEqual([]);
    expect(findingsOf('pod-localpv-no-fit-node', podWithClaims('data'), { state: broken })).toEqual([]);
  });

  test('are told of every node where the order decides', () => {
    const disks = documents(freeDevice('bd-1', 15e9, 'SSD'), freeDevice('bd-2', 20e9, 'HDD'));
    const others = disks
      .replaceAll('worker-1', 'worker-2')
      .replaceAll('bd-1', 'bd-3')
      .replaceAll('bd-2', 'bd-4');
    const state = documents(
      claims,
      driverTypeClass('SSD'),
      claimYaml('fast', 'local-ssd', '10G'),
      disks,
      others,
    );
    const [found] = findingsOf('pod-localpv-device-order-dependent', podWithClaims('data', 'fast'), {
      state,
    });
    expect(found?.message).toBe(
      'on worker-1 and 1 more the claims data, fast fit only in some orders of provisioning',
    );
  });

  test('are left alone when the object is no pod but its namesake', () => {
    const yaml = podWithClaims('data').replace('apiVersion: v1', 'apiVersion: example.com/v1');
    const state = documents(claims, freeDevice('bd-1', 9e9, 'SSD'));
    expect(findingsOf('pod-localpv-no-fit-node', yaml, { state })).toEqual([]);
  });

  test('are left alone when their claims are bound', () => {
    const state = claims.replace('spec: {', 'spec: {volumeName: pv-1, ');
    expect(findingsOf('pod-localpv-no-fit-node', podWithClaims('data'), { state, live: true })).toEqual([]);
  });
});

describe('a malformed selector', () => {
  test.each([
    ['bd-label-unknown', 'no YAML', 'matchLabels: ['],
    ['bd-label-unknown', 'no mapping', 'SSD'],
    ['bd-label-unknown', 'a requirement without a key', 'matchExpressions: [{operator: Exists}, x]'],
    ['bd-label-value-unknown', 'a label that is no string', 'matchLabels: {iomesh.com/bd-driverType: 1}'],
    [
      'bd-label-value-unknown',
      'a value that is no string',
      'matchExpressions: [{key: iomesh.com/bd-driverType, operator: In, values: [1, SSD]}]',
    ],
    ['localpv-sc-device-selector-matches-nothing', 'no YAML', 'matchLabels: ['],
    ['localpv-sc-device-selector-overlaps-device-map', 'no YAML', 'matchLabels: ['],
    ['localpv-sc-device-selector-match-expressions', 'no YAML', 'matchLabels: ['],
  ])('%s leaves alone: %s', (id, _reason, text) => {
    expect(findingsOf(id, selectorClass(text))).toEqual([]);
  });

  test('of a device map is left alone', () => {
    expect(findingsOf('bd-label-unknown', clusterWithDeviceMap('SSD'))).toEqual([]);
  });
});

function blockClaim(className: string): string {
  return claimYaml('data', className, '1Gi', 'volumeMode: Block, ');
}

describe('what is no mistake', () => {
  const hostpath = hostpathClass('basePath: /mnt/local', 'enableQuota: "true"');

  test.each<[string, string, string, Surroundings]>([
    ['localpv-sc-binding-mode', 'a class of another driver', 'provisioner: topolvm.io', {}],
    ['localpv-sc-base-path-unsafe', 'a relative path, which has its own rule', 'basePath: ../data', {}],
    ['localpv-sc-base-path-shared-quota', 'no path', 'enableQuota: "true"', { state: hostpath }],
    ['localpv-sc-quota-default-base-path', 'no quota', 'basePath: /var/iomesh/local', {}],
  ])('%s: %s', (id, _reason, line, surroundings) => {
    const yaml = line.startsWith('provisioner')
      ? hostpathClass()
          .replace(PROVISIONER, 'topolvm.io')
          .replace(/volumeBindingMode.*/, '')
      : hostpathClass(line).replace('local-hostpath', 'other');
    expect(findingsOf(id, yaml, surroundings)).toEqual([]);
  });

  test.each([
    ['localpv-sc-base-path-shared-quota', 'classes with the same quota', hostpath],
    ['localpv-sc-base-path-shared-quota', 'a class without a path', hostpathClass('enableQuota: "false"')],
    ['localpv-sc-base-path-shared-quota', 'a class of devices', deviceClass('basePath: /mnt/local')],
  ])('%s: %s', (id, _reason, state) => {
    const yaml = hostpath.replace('local-hostpath', 'other');
    expect(findingsOf(id, yaml, { state })).toEqual([]);
  });

  test.each([
    ['that asks for no class', blockClaim('""'), {}],
    ['that has no class and finds no default', blockClaim('x').replace('storageClassName: x, ', ''), {}],
    ['of a class of devices', blockClaim('local-device'), { state: deviceClass() }],
  ])('localpv-pvc-block-on-hostpath: a claim %s', (_reason, yaml, surroundings) => {
    expect(findingsOf('localpv-pvc-block-on-hostpath', yaml, surroundings)).toEqual([]);
  });
});

describe('a hostpath class without a base path', () => {
  test.each([
    ['none at all', hostpathClass(), ['parameters']],
    ['an empty one', hostpathClass('basePath: ""'), ['parameters', 'basePath']],
  ])('%s', (_reason, yaml, path) => {
    expect(findingsOf('localpv-sc-base-path-missing', yaml).map(found => found.path)).toEqual([path]);
  });

  test('is reminded of the default directory when it has a quota', () => {
    const [found] = findingsOf('localpv-sc-quota-host-requirements', hostpathClass('enableQuota: "true"'));
    expect(found?.message).toBe(
      'the quota works only where /var/iomesh/local is an XFS mount point with prjquota',
    );
  });
});

describe('a clone', () => {
  const source = 'dataSourceRef: {kind: PersistentVolumeClaim, name: data}, ';

  function severities(state: string | undefined, live: boolean): readonly string[] {
    const yaml = claimYaml('copy', 'iomesh', '1Gi', source);
    const surroundings = { ...(state !== undefined && { state }), live };
    return findingsOf('pvc-clone-localpv', yaml, surroundings).map(({ severity }) => severity);
  }

  const iomesh = hostpathClass()
    .replace(PROVISIONER, 'com.iomesh.csi-driver')
    .replace('local-hostpath', 'iomesh');

  test.each<[string, string | undefined, boolean, readonly string[]]>([
    ['of a class and a source that are not known', undefined, false, ['unknown', 'unknown']],
    ['of a source that is not known', iomesh, false, ['unknown']],
    ['of a source that does not exist', iomesh, true, []],
    ['of an IOMesh volume', documents(iomesh, claimYaml('data', 'iomesh', '1Gi')), false, []],
    [
      'of a source whose class is not known',
      documents(iomesh, claimYaml('data', 'local-hostpath', '1Gi')),
      false,
      ['unknown'],
    ],
    [
      'of a LocalPV volume',
      documents(iomesh, hostpathClass(), claimYaml('data', 'local-hostpath', '1Gi')),
      false,
      ['warning'],
    ],
  ])('%s', (_reason, state, live, expected) => {
    expect(severities(state, live)).toEqual(expected);
  });

  test('is no restore', () => {
    const restore = 'dataSource: {kind: VolumeSnapshot, apiGroup: snapshot.storage.k8s.io, name: data}, ';
    const yaml = claimYaml('copy', 'local-hostpath', '1Gi', restore);
    expect(findingsOf('pvc-clone-localpv', yaml, { state: hostpathClass() })).toEqual([]);
  });
});

describe('ephemeral device claims', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {namespace: shop, name: web}
spec:
  volumes:
  - name: tmp
    ephemeral:
      volumeClaimTemplate:
        spec: {storageClassName: local-device, resources: {requests: {storage: 10G}}}
`;
  const state = documents(WORKER, deviceClass(), freeDevice('bd-1', 9e9, 'SSD'));

  test('are judged in a pod', () => {
    const found = findingsOf('localpv-pvc-no-device-large-enough', pod, { state, live: true });
    expect(found.map(({ path }) => path.slice(0, 4))).toEqual([['spec', 'volumes', 0, 'ephemeral']]);
  });

  test('are left alone when the pod has its claim', () => {
    const made = claimYaml('web-tmp', 'local-device', '10G').replace('spec: {', 'spec: {volumeName: pv-1, ');
    const surroundings = { state: documents(state, made), live: true };
    expect(findingsOf('localpv-pvc-no-device-large-enough', pod, surroundings)).toEqual([]);
  });

  test('of a Deployment have no names yet', () => {
    const indented = pod.slice(pod.indexOf('  volumes')).replaceAll(/^/gm, '    ');
    const yaml = `apiVersion: apps/v1
kind: Deployment
metadata: {namespace: shop, name: web}
spec:
  template:
    spec:
${indented}`;
    const found = findingsOf('localpv-pvc-no-device-large-enough', yaml, { state, live: true });
    expect(found.map(({ path }) => path.slice(0, 3))).toEqual([['spec', 'template', 'spec']]);
  });
});
