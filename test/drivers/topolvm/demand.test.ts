import { describe, expect, test } from 'vitest';
import type { Demand } from '../../../src/core/driver.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import type { Settings, TopolvmCompat } from '../../../src/core/settings.ts';
import { topolvm } from '../../../src/drivers/topolvm/index.ts';
import { claim, contextOf, podWith, storageClass } from '../../support/objects.ts';

const CLASSES = [
  storageClass('tlv', 'topolvm.io'),
  storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  storageClass('legacy', 'topolvm.cybozu.com', { 'topolvm.cybozu.com/device-class': 'ssd' }),
  storageClass('legacy-default', 'topolvm.cybozu.com'),
  storageClass('mixed', 'topolvm.io', { 'topolvm.cybozu.com/device-class': 'hdd' }),
  storageClass('empty', 'topolvm.io', { 'topolvm.io/device-class': '' }),
  storageClass('nfs', 'nfs.csi.k8s.io'),
];

function demandOf(
  pod: KubernetesObject,
  objects: readonly KubernetesObject[],
  settings: Partial<Settings> = {},
): Demand {
  const context = contextOf([...CLASSES, ...objects], settings);
  return topolvm.demand(podClaims(pod, 'shop', context.lookup), context, pod);
}

function volumes(...list: readonly JsonObject[]): KubernetesObject {
  return podWith([], { spec: { volumes: list } });
}

function ephemeral(storage: string, storageClassName?: string): JsonObject {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
  return {
    name: 'scratch',
    ephemeral: {
      volumeClaimTemplate: { spec: storageClassName === undefined ? spec : { ...spec, storageClassName } },
    },
  };
}

function inline(driver: string, size?: string): JsonObject {
  return {
    name: 'inline',
    csi: { driver, ...(size !== undefined && { volumeAttributes: { [`${driver}/size`]: size } }) },
  };
}

const BOUND = { phase: 'Bound', volumeName: 'pv-1', storageClassName: 'ssd' };
const DEFAULT_CLASS: KubernetesObject = {
  ...storageClass('standard', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
};

interface Case {
  readonly pod: KubernetesObject;
  readonly objects?: readonly KubernetesObject[];
  readonly compat?: TopolvmCompat;
  readonly resources?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const CASES: Readonly<Record<string, Case>> = {
  'a claim with a device class': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: 'ssd' })],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '1073741824' },
  },
  'the same under the legacy name': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: 'legacy' })],
    resources: { 'topolvm.cybozu.com/capacity': '1' },
    annotations: { 'capacity.topolvm.cybozu.com/ssd': '1073741824' },
  },
  'both names in one pod': {
    pod: podWith(['a', 'b', 'c']),
    objects: [
      claim('a', { storageClassName: 'legacy', storage: '1Gi' }),
      claim('b', { storageClassName: 'ssd', storage: '2Gi' }),
      claim('c', { storageClassName: 'ssd', storage: '3Gi' }),
    ],
    resources: { 'topolvm.io/capacity': '1', 'topolvm.cybozu.com/capacity': '1' },
    annotations: {
      'capacity.topolvm.io/ssd': '5368709120',
      'capacity.topolvm.cybozu.com/ssd': '1073741824',
    },
  },
  'no device class is the default class': {
    pod: podWith(['a']),
    objects: [claim('a', { storage: '500Mi' })],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '524288000' },
  },
  'the parameter of the other name has no effect, as in the driver': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: 'mixed' })],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '1073741824' },
  },
  'claims of several classes are summed by class, to the byte': {
    pod: podWith(['a', 'b', 'c']),
    objects: [
      claim('a', { storageClassName: 'ssd', storage: '100Gi' }),
      claim('b', { storageClassName: 'ssd', storage: '2147483647' }),
      claim('c', { storage: '500Mi' }),
    ],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '109521666047', 'capacity.topolvm.io/00default': '524288000' },
  },
  'sums that no 64-bit integer holds': {
    pod: podWith(['a', 'b', 'c']),
    objects: ['a', 'b', 'c'].map(name => claim(name, { storageClassName: 'ssd', storage: '7Ei' })),
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '24211351596743786496' },
  },
  'a claim without a class': { pod: podWith(['a']), objects: [claim('a', { storageClassName: undefined })] },
  'a claim without a class and a default StorageClass': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: undefined }), DEFAULT_CLASS],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '1073741824' },
  },
  'which TopoLVM itself does not look up': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: undefined }), DEFAULT_CLASS],
    compat: 'v0.40',
  },
  'a claim that asks for no class': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: '' }), DEFAULT_CLASS],
  },
  'a class that does not exist': { pod: podWith(['a']), objects: [claim('a', { storageClassName: 'gone' })] },
  'a class of another driver': { pod: podWith(['a']), objects: [claim('a', { storageClassName: 'nfs' })] },
  'a claim that does not exist': { pod: podWith(['a']) },
  'an empty device class': { pod: podWith(['a']), objects: [claim('a', { storageClassName: 'empty' })] },
  'a bound claim': { pod: podWith(['a']), objects: [claim('a', BOUND)] },
  'a lost claim': { pod: podWith(['a']), objects: [claim('a', { ...BOUND, phase: 'Lost' })] },
  'a claim that the user tied to a volume': {
    pod: podWith(['a']),
    objects: [claim('a', { storageClassName: 'ssd', volumeName: 'pv-1' })],
  },
  'an unbound claim beside a bound one': {
    pod: podWith(['a', 'b']),
    objects: [claim('a', BOUND), claim('b', { storageClassName: 'ssd', storage: '3Gi' })],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '3221225472' },
  },
  'with which TopoLVM itself injects nothing': {
    pod: podWith(['a', 'b']),
    objects: [claim('a', BOUND), claim('b', { storageClassName: 'ssd', storage: '3Gi' })],
    compat: 'v0.40',
  },
  'nor for an ephemeral volume beside it': {
    pod: podWith([], {
      spec: { volumes: [ephemeral('4Gi', 'tlv'), { name: 'a', persistentVolumeClaim: { claimName: 'a' } }] },
    }),
    objects: [claim('a', BOUND)],
    compat: 'v0.40',
  },
  'though a bound claim of the other name is none of its business': {
    pod: podWith(['a', 'b']),
    objects: [claim('a', { ...BOUND, storageClassName: 'legacy' }), claim('b', { storageClassName: 'ssd' })],
    compat: 'v0.40',
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/ssd': '1073741824' },
  },
  'a generic ephemeral volume, and an inline volume that is no claim': {
    pod: volumes(ephemeral('4Gi', 'tlv'), inline('topolvm.io')),
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '4294967296' },
  },
  'the same in TopoLVM itself': {
    pod: volumes(ephemeral('4Gi', 'tlv'), inline('topolvm.io')),
    compat: 'v0.40',
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '4294967296' },
  },
  'the same before ephemeral volumes and after inline ones counted': {
    pod: volumes(ephemeral('4Gi', 'legacy'), inline('topolvm.cybozu.com', '2')),
    compat: 'v0.5',
    resources: { 'topolvm.cybozu.com/capacity': '1' },
    annotations: { 'capacity.topolvm.cybozu.com/00default': '2147483648' },
  },
  'a claim used by two volumes counts once': {
    pod: podWith(['a', 'a']),
    objects: [claim('a')],
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '1073741824' },
  },
  'but twice in TopoLVM itself': {
    pod: podWith(['a', 'a']),
    objects: [claim('a')],
    compat: 'v0.40',
    resources: { 'topolvm.io/capacity': '1' },
    annotations: { 'capacity.topolvm.io/00default': '2147483648' },
  },
  'v0.5: a bound claim stops claims and not inline volumes': {
    pod: volumes(
      { name: 'a', persistentVolumeClaim: { claimName: 'a' } },
      { name: 'b', persistentVolumeClaim: { claimName: 'b' } },
      inline('topolvm.cybozu.com'),
    ),
    objects: [
      claim('a', { ...BOUND, storageClassName: 'legacy' }),
      claim('b', { storageClassName: 'legacy' }),
    ],
    compat: 'v0.5',
    resources: { 'topolvm.cybozu.com/capacity': '1' },
    annotations: { 'capacity.topolvm.cybozu.com/00default': '1073741824' },
  },
  'v0.4: the resource is the bytes of all claims': {
    pod: podWith(['a', 'b']),
    objects: [
      claim('a', { storageClassName: 'legacy', storage: '3Gi' }),
      claim('b', { storageClassName: 'legacy-default' }),
    ],
    compat: 'v0.4',
    resources: { 'topolvm.cybozu.com/capacity': '4294967296' },
  },
  'v0.4: an inline volume with a size in GiB': {
    pod: volumes(inline('topolvm.cybozu.com', '3')),
    compat: 'v0.4',
    resources: { 'topolvm.cybozu.com/capacity': '3221225472' },
  },
  'v0.4: an inline volume without a size': {
    pod: volumes(inline('topolvm.cybozu.com')),
    compat: 'v0.4',
    resources: { 'topolvm.cybozu.com/capacity': '1073741824' },
  },
  'v0.4: an inline volume of another driver': { pod: volumes(inline('nfs.csi.k8s.io', 'x')), compat: 'v0.4' },
  'v0.4: nothing asked for is nothing injected': {
    pod: volumes(inline('topolvm.cybozu.com', '0')),
    compat: 'v0.4',
  },
};

describe('resources and annotations', () => {
  test.each(Object.entries(CASES))(
    '%s',
    (_reason, { pod, objects = [], compat = 'none', resources, annotations }) => {
      const demand = demandOf(pod, objects, { topolvmCompat: compat });
      expect(Object.fromEntries(demand.resources)).toEqual(resources ?? {});
      expect(Object.fromEntries(demand.annotations)).toEqual(annotations ?? {});
      expect(demand.failure).toBeUndefined();
    },
  );

  test('nothing is written where the scheduler cannot be configured, and nothing is taken away', () => {
    const demand = demandOf(podWith(['a']), [claim('a')], { inject: 'affinity-only' });
    expect(demand.resources.size + demand.annotations.size + demand.annotationPrefixes.length).toBe(0);
    expect(demand.pools).toEqual([{ pool: '00default', bytes: 1073741824n, claims: ['a'] }]);
  });

  test.each([['x'], ['1.5'], [''], ['9223372036854775808']])(
    'an inline size of %j cannot be answered where inline volumes count',
    size => {
      const pod = volumes(inline('topolvm.cybozu.com', size));
      expect(demandOf(pod, [], { topolvmCompat: 'v0.4' }).failure).toContain('topolvm.cybozu.com/size');
      expect(demandOf(pod, [], { topolvmCompat: 'v0.5' }).failure).toContain('topolvm.cybozu.com/size');
      expect(demandOf(pod, []).failure).toBeUndefined();
    },
  );
});

describe('stale annotations', () => {
  const PREFIXES = ['capacity.topolvm.io/', 'capacity.topolvm.cybozu.com/'];
  test.each([
    ['of both names are ours when the pod needs something', podWith(['a']), 'none', PREFIXES],
    ['of both names are ours when it needs nothing', podWith([]), 'none', PREFIXES],
    ['stay where TopoLVM keeps them', podWith(['a']), 'v0.40', []],
    ['stay in v0.5', podWith(['a']), 'v0.5', []],
    ['stay in v0.4, which knows no annotations', podWith(['a']), 'v0.4', []],
  ] as const)('%s', (_reason, pod, topolvmCompat, prefixes) => {
    expect(demandOf(pod, [claim('a')], { topolvmCompat }).annotationPrefixes).toEqual(prefixes);
  });
});

describe('sizes written into the pod', () => {
  test.each([
    ['no request is 1 GiB', undefined, '1073741824'],
    ['zero is 1 GiB', '0', '1073741824'],
    ['an unreadable request is 1 GiB', 'much', '1073741824'],
    ['a binary fraction', '1.5Gi', '1610612736'],
    ['a decimal suffix', '1G', '1000000000'],
    ['a fraction of a byte is rounded up', '500m', '1'],
    ['a plain number', 4096, '4096'],
  ])('%s', (_reason, storage, bytes) => {
    const demand = demandOf(podWith(['a']), [claim('a', { storage })]);
    expect(demand.annotations.get('capacity.topolvm.io/00default')).toBe(bytes);
  });

  test.each([
    ['500Mi', '1073741824'],
    ['1G', '1073741824'],
    ['1Gi', '1073741824'],
    ['1500M', '2147483648'],
    ['2147483647', '2147483648'],
    ['5G', '5368709120'],
    [undefined, '1073741824'],
  ])('before 0.23, %s is counted in whole GiB', (storage, bytes) => {
    const demand = demandOf(podWith(['a']), [claim('a', { storage, storageClassName: 'legacy' })], {
      topolvmCompat: 'v0.5',
    });
    expect(demand.annotations.get('capacity.topolvm.cybozu.com/ssd')).toBe(bytes);
  });
});

describe('warnings', () => {
  test('an empty device class', () => {
    const objects = [claim('a', { storageClassName: 'empty' })];
    const text = 'StorageClass empty has an empty device-class: the size of claim a is not counted';
    expect(demandOf(podWith(['a']), objects).warnings).toEqual([text]);
    expect(demandOf(podWith(['a']), objects, { topolvmCompat: 'v0.40' }).warnings).toEqual([]);
  });

  test.each([
    ['a claim that does not exist', []],
    [
      'a class that does not exist, which no driver is asked about',
      [claim('a', { storageClassName: 'gone' })],
    ],
    ['a class of another driver', [claim('a', { storageClassName: 'nfs' })]],
    ['a bound claim whose class is gone', [claim('a', { ...BOUND, storageClassName: 'gone' })]],
  ])('none for %s', (_reason, objects) => {
    expect(demandOf(podWith(['a']), objects).warnings).toEqual([]);
  });

  test('fit into 120 characters however long the names are', () => {
    const name = 'a'.repeat(253);
    const storageClassName = 'b'.repeat(253);
    const { warnings } = demandOf(podWith([name]), [
      claim(name, { storageClassName }),
      storageClass(storageClassName, 'topolvm.io', { 'topolvm.io/device-class': '' }),
    ]);
    expect(warnings.map(warning => warning.length)).toEqual([120]);
  });
});

describe('pools', () => {
  const objects = [
    claim('b', { storageClassName: 'ssd', storage: '2147483647' }),
    claim('a'),
    claim('c', { storageClassName: 'legacy' }),
  ];
  const pod = podWith(['b', 'a', 'c']);

  test('hold what the driver makes, by device class, the legacy name apart', () => {
    expect(demandOf(pod, objects).pools).toEqual([
      { pool: '00default', bytes: 1073741824n, claims: ['a'] },
      { pool: 'ssd', bytes: 2147483648n, claims: ['b'] },
      { pool: 'topolvm.cybozu.com/ssd', bytes: 1073741824n, claims: ['c'] },
    ]);
  });

  test('the default class is the class that the administrator names', () => {
    expect(demandOf(pod, objects, { topolvmDefaultDeviceClass: 'ssd' }).pools).toEqual([
      { pool: 'ssd', bytes: 3221225472n, claims: ['a', 'b'] },
      { pool: 'topolvm.cybozu.com/ssd', bytes: 1073741824n, claims: ['c'] },
    ]);
  });

  test('a claim is taken from its pool once, even where the pod is given twice its size', () => {
    expect(demandOf(podWith(['a', 'a']), objects, { topolvmCompat: 'v0.40' }).pools).toEqual([
      { pool: '00default', bytes: 1073741824n, claims: ['a'] },
    ]);
  });

  test('inline volumes take space without a claim', () => {
    const demand = demandOf(volumes(inline('topolvm.io', '3')), [], { topolvmCompat: 'v0.5' });
    expect(demand.pools).toEqual([{ pool: '00default', bytes: 3221225472n, claims: [] }]);
  });
});
