import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { decodeNode } from '../../src/core/node.ts';
import type { ObjectStoreOptions } from '../../src/core/object-store.ts';
import type { Settings } from '../../src/core/settings.ts';
import { reportedSpace } from '../../src/scheduler/free-space.ts';
import { predicate } from '../../src/scheduler/predicate.ts';
import type { Verdict } from '../../src/scheduler/predicate.ts';
import { claim, contextOf, node, podWith, storageClass } from '../support/objects.ts';
import {
  GIB,
  LOCALPV,
  blockDevice,
  boundClaim,
  csiDriver,
  csiNode,
  iomeshCluster,
  lvmNode,
  storageCapacity,
  volume,
} from './fixtures.ts';

const SSD = storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' });
const DEFAULT = storageClass('tlv', 'topolvm.io');
const SSD_KEY = 'capacity.topolvm.io/ssd';

interface Filtering {
  readonly pod: JsonObject;
  readonly state: readonly KubernetesObject[];
  readonly settings?: Partial<Settings>;
  readonly options?: ObjectStoreOptions;
}

/** Filters all nodes of the state for a pod in namespace `shop`. */
function filtering({ pod, state, settings, options }: Filtering): Verdict {
  const nodes = state.filter(({ kind }) => kind === 'Node').map(decodeNode);
  return predicate(pod, nodes, contextOf(state, settings, options));
}

function shopPod(claims: readonly string[], annotations: JsonObject = {}): KubernetesObject {
  return podWith(claims, { metadata: { namespace: 'shop', annotations } });
}

function reasonsOf({ unresolvable }: Verdict): object {
  return Object.fromEntries(unresolvable);
}

describe('what a node reports against 100Gi of ssd', () => {
  const pod = shopPod(['a']);
  const state = [SSD, claim('a', { storageClassName: 'ssd', storage: '100Gi' })];

  test.each([
    ['exactly as much passes', '107374182400', undefined],
    ['one byte less does not', '107374182399', 'ssd: needs 100Gi'],
    ['nothing is reported', undefined, 'no ssd capacity reported'],
    ['no number', 'foo', 'ssd capacity unreadable'],
    ['a negative number', '-5', 'ssd capacity unreadable'],
    ['more than a uint64 holds', '18446744073709551616', 'ssd capacity unreadable'],
    ['the largest uint64', '18446744073709551615', undefined],
  ])('%s', (_name, reported, reason) => {
    const worker = lvmNode('n1', reported === undefined ? {} : { ssd: reported });
    const verdict = filtering({ pod, state: [...state, worker] });
    expect(verdict.unresolvable.get('n1')).toBe(reason);
    expect(verdict.passed).toEqual(reason === undefined ? ['n1'] : []);
    expect(verdict.failed.size).toBe(0);
  });
});

describe('annotations of a pod whose claims cannot be found', () => {
  const state = [lvmNode('small', { ssd: 1 }), lvmNode('large', { ssd: 2n ** 64n - 1n }), node('none')];

  test.each<[string, JsonObject, readonly string[]]>([
    ['a number is the demand', { [SSD_KEY]: '100' }, ['large']],
    ['a negative number fits nowhere', { [SSD_KEY]: '-1' }, []],
    ['the least int64 fits nowhere', { [SSD_KEY]: '-9223372036854775808' }, []],
    ['a word is no demand', { [SSD_KEY]: 'x' }, ['small', 'large', 'none']],
    ['more than an int64 is no demand', { [SSD_KEY]: '9223372036854775808' }, ['small', 'large', 'none']],
    ['less than an int64 is no demand', { [SSD_KEY]: '-9223372036854775809' }, ['small', 'large', 'none']],
    ['a plus sign is read', { [SSD_KEY]: '+100' }, ['large']],
    ['a fraction is no demand', { [SSD_KEY]: '1.5' }, ['small', 'large', 'none']],
    ['zero still asks for a node with the class', { [SSD_KEY]: '0' }, ['small', 'large']],
    ['no annotation is no demand', {}, ['small', 'large', 'none']],
    ['annotations of others are none', { 'capacity.example.com/ssd': '100' }, ['small', 'large', 'none']],
    ['the legacy name has pools of its own', { 'capacity.topolvm.cybozu.com/ssd': '1' }, []],
  ])('%s', (_name, annotations, passed) => {
    const withoutClaims = filtering({ pod: shopPod([], annotations), state });
    expect(withoutClaims.passed).toEqual(passed);
    const withUnknownClaim = filtering({ pod: shopPod(['unknown'], annotations), state });
    expect(withUnknownClaim).toEqual(withoutClaims);
    expect(withoutClaims.passed.length + withoutClaims.unresolvable.size).toBe(3);
  });

  test('the default class and the class it stands for are one demand', () => {
    const pod = shopPod([], { [SSD_KEY]: '60', 'capacity.topolvm.io/00default': '60' });
    const settings = { topolvmDefaultDeviceClass: 'ssd' };
    const nodes = [lvmNode('n1', { ssd: 100, '00default': 100 }), lvmNode('n2', { ssd: 120 })];
    expect(filtering({ pod, state: nodes, settings }).passed).toEqual(['n2']);
    expect(filtering({ pod, state: nodes }).passed).toEqual(['n1']);
  });

  test('the larger of annotation and known claims counts while one claim is unknown', () => {
    const known = [SSD, claim('a', { storageClassName: 'ssd', storage: '3Gi' })];
    const nodes = [lvmNode('n2', { ssd: 2n * GIB }), lvmNode('n4', { ssd: 4n * GIB })];
    const annotated = (bytes: bigint) =>
      filtering({
        pod: shopPod(['a', 'unknown'], { [SSD_KEY]: String(bytes) }),
        state: [...known, ...nodes],
      });
    expect(annotated(1n).passed).toEqual(['n4']);
    expect(reasonsOf(annotated(5n * GIB))).toEqual({ n2: 'ssd: needs 5Gi', n4: 'ssd: needs 5Gi' });
  });

  test('the annotations count while the class of a claim is unknown', () => {
    const pod = shopPod(['a'], { [SSD_KEY]: '100' });
    const orphan = claim('a', { storageClassName: 'gone' });
    expect(filtering({ pod, state: [...state, orphan] }).passed).toEqual(['large']);
  });
});

describe('claims as they are now count, not the annotations of the pod', () => {
  const stale = { [SSD_KEY]: String(100n * GIB) };
  const worker = lvmNode('n1', { ssd: 10n * GIB });

  test('a claim that is bound by now needs nothing more', () => {
    const state = [SSD, worker, boundClaim('a', 'ssd', 'pv-a'), volume('pv-a', 'topolvm.io', 'n1')];
    expect(filtering({ pod: shopPod(['a'], stale), state }).passed).toEqual(['n1']);
  });

  test('even if its class is gone', () => {
    const state = [worker, boundClaim('a', 'gone', 'pv-a'), volume('pv-a', 'topolvm.io', 'n1')];
    expect(filtering({ pod: shopPod(['a'], stale), state }).passed).toEqual(['n1']);
  });

  test('a claim that was made after the pod is counted', () => {
    const state = [SSD, worker, claim('a', { storageClassName: 'ssd', storage: '11Gi' })];
    expect(reasonsOf(filtering({ pod: shopPod(['a']), state }))).toEqual({ n1: 'ssd: needs 11Gi' });
  });

  test('a bound volume keeps the pod on its node, where the unbound claim must fit', () => {
    const state = [
      SSD,
      lvmNode('n1', { ssd: 10n * GIB }),
      lvmNode('n2', { ssd: 10n * GIB }),
      boundClaim('a', 'ssd', 'pv-a'),
      volume('pv-a', 'topolvm.io', 'n2'),
      claim('b', { storageClassName: 'ssd', storage: '3Gi' }),
    ];
    const verdict = filtering({ pod: shopPod(['a', 'b']), state });
    expect(verdict.passed).toEqual(['n2']);
    expect(reasonsOf(verdict)).toEqual({ n1: 'PersistentVolume pv-a not on node' });
  });

  test('a generic ephemeral volume counts', () => {
    const spec = { storageClassName: 'ssd', resources: { requests: { storage: '11Gi' } } };
    const pod = podWith([], {
      metadata: { namespace: 'shop' },
      spec: { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec } } }] },
    });
    expect(reasonsOf(filtering({ pod, state: [SSD, worker] }))).toEqual({ n1: 'ssd: needs 11Gi' });
  });
});

describe('what really will be created', () => {
  const worker = lvmNode('n1', { ssd: 100n * GIB, '00default': 100n * GIB });

  test('two claims of 60Gi do not fit into 100Gi', () => {
    const claims = ['a', 'b'].map(name => claim(name, { storageClassName: 'ssd', storage: '60Gi' }));
    expect(reasonsOf(filtering({ pod: shopPod(['a', 'b']), state: [SSD, worker, ...claims] }))).toEqual({
      n1: 'ssd: needs 120Gi',
    });
  });

  test('nor when one comes from the default class, once it is known to be the same', () => {
    const state = [
      SSD,
      DEFAULT,
      worker,
      claim('a', { storage: '60Gi' }),
      claim('b', { storageClassName: 'ssd', storage: '60Gi' }),
    ];
    const pod = shopPod(['a', 'b']);
    const settings = { topolvmDefaultDeviceClass: 'ssd' };
    expect(reasonsOf(filtering({ pod, state, settings }))).toEqual({ n1: 'ssd: needs 120Gi' });
    expect(filtering({ pod, state }).passed).toEqual(['n1']);
  });

  test('an xfs volume of 10Mi is made with 300Mi, whatever the annotation says', () => {
    const xfs = storageClass('xfs', 'topolvm.io', {
      'topolvm.io/device-class': 'ssd',
      'csi.storage.k8s.io/fstype': 'xfs',
    });
    const pod = shopPod(['a'], { [SSD_KEY]: '10485760' });
    const state = [
      xfs,
      claim('a', { storageClassName: 'xfs', storage: '10Mi' }),
      lvmNode('n200', { ssd: 200n << 20n }),
      lvmNode('n300', { ssd: 300n << 20n }),
    ];
    const verdict = filtering({ pod, state });
    expect(verdict.passed).toEqual(['n300']);
    expect(reasonsOf(verdict)).toEqual({ n200: 'ssd: needs 300Mi' });
  });

  test('a clone is made on the node of its source', () => {
    const dataSource = { kind: 'PersistentVolumeClaim', name: 'source' };
    const state = [
      SSD,
      ...['n1', 'n2', 'n3'].map(name => lvmNode(name, { ssd: 100n * GIB })),
      boundClaim('source', 'ssd', 'pv-source'),
      volume('pv-source', 'topolvm.io', 'n3'),
      claim('a', { storageClassName: 'ssd', spec: { dataSource } }),
    ];
    expect(filtering({ pod: shopPod(['a']), state }).passed).toEqual(['n3']);
  });
});

function sized(name: string, storage: string, storageClassName = 'device'): KubernetesObject {
  return claim(name, { storageClassName, storage });
}

describe('LocalPV devices', () => {
  const DEVICE = storageClass('device', LOCALPV, { volumeType: 'device' });
  const SSD_DEVICE = storageClass('ssd-device', LOCALPV, {
    volumeType: 'device',
    deviceSelector: 'matchLabels: {iomesh.com/bd-driverType: SSD}',
  });
  const HOSTPATH = storageClass('hostpath', LOCALPV, { volumeType: 'hostpath' });
  const nodes = ['n1', 'n2'].flatMap(name => [node(name), csiNode(name, LOCALPV)]);
  const NO_DEVICES = 'LocalPV: no free devices for its claims';

  test.each<[string, readonly KubernetesObject[], readonly number[], readonly string[]]>([
    ['10G fits into 9, 15 and 20 GB', [sized('a', '10G')], [9e9, 15e9, 20e9], ['n1']],
    ['10G and 14G fit into 12 and 15 GB', [sized('a', '10G'), sized('b', '14G')], [12e9, 15e9], ['n1']],
    ['10G and 14G do not share 15 GB', [sized('a', '10G'), sized('b', '14G')], [15e9], []],
    ['10Gi is more than 10 GB', [sized('a', '10Gi')], [10e9], []],
    ['a selector is heeded', [sized('a', '1G', 'ssd-device')], [10e9], []],
    ['a directory needs no device', [sized('a', '10G', 'hostpath')], [1e9], ['n1', 'n2']],
  ])('%s', (_name, claims, sizes, passed) => {
    const devices = sizes.map((bytes, index) => blockDevice(`bd-${index}`, 'n1', bytes, 'HDD'));
    const state = [DEVICE, SSD_DEVICE, HOSTPATH, ...nodes, ...devices, ...claims];
    const pod = shopPod(claims.map(one => String(Object(one['metadata']).name)));
    const verdict = filtering({ pod, state });
    expect(verdict.passed).toEqual(passed);
    expect([...verdict.unresolvable.values()].every(reason => reason === NO_DEVICES)).toBe(true);
  });

  test('nothing is said while no block device is known and there may be some', () => {
    const state = [DEVICE, ...nodes, sized('a', '10G')];
    const pod = shopPod(['a']);
    expect(filtering({ pod, state, options: {} }).passed).toEqual(['n1', 'n2']);
    expect(filtering({ pod, state }).passed).toEqual([]);
  });

  test('nor of a selector that cannot be read', () => {
    const broken = storageClass('broken', LOCALPV, {
      volumeType: 'device',
      deviceSelector: 'matchLabels: [',
    });
    const state = [broken, ...nodes, sized('a', '10G', 'broken')];
    expect(filtering({ pod: shopPod(['a']), state }).passed).toEqual(['n1', 'n2']);
  });

  test('an annotation of another driver is not asked of it', () => {
    const state = [HOSTPATH, ...nodes, sized('a', '10G', 'hostpath')];
    expect(filtering({ pod: shopPod(['a'], { [SSD_KEY]: '5' }), state }).passed).toEqual(['n1', 'n2']);
  });
});

describe('IOMesh clusters', () => {
  const state = [
    ...['n1', 'n2', 'n3', 'n4'].map(name => node(name)),
    ...iomeshCluster('one', ['n1', 'n2']),
    ...iomeshCluster('two', ['n3', 'n4']),
    storageClass('one', 'com.iomesh.csi-driver', { iomeshCluster: 'one/one' }),
    storageClass('two', 'com.iomesh.csi-driver', { iomeshCluster: 'two/two' }),
    claim('a', { storageClassName: 'one' }),
    claim('b', { storageClassName: 'two' }),
  ];

  test('a pod with a volume of the second cluster runs on its nodes only', () => {
    const verdict = filtering({ pod: shopPod(['b']), state });
    expect(verdict.passed).toEqual(['n3', 'n4']);
    const reason = 'IOMesh cluster two/two not on node';
    expect(reasonsOf(verdict)).toEqual({ n1: reason, n2: reason });
  });

  test('a pod with volumes of both runs nowhere', () => {
    expect(reasonsOf(filtering({ pod: shopPod(['a', 'b']), state }))).toEqual({
      n1: 'IOMesh cluster two/two not on node',
      n2: 'IOMesh cluster two/two not on node',
      n3: 'IOMesh cluster one/one not on node',
      n4: 'IOMesh cluster one/one not on node',
    });
  });

  test('a wish is no demand', () => {
    const pod = shopPod(['b']);
    expect(filtering({ pod, state, settings: { iomeshAffinity: 'preferred' } }).passed).toHaveLength(4);
  });

  test('volumes of two drivers must both be served', () => {
    const mixed = [
      ...state.filter(({ kind }) => kind !== 'Node'),
      SSD,
      claim('c', { storageClassName: 'ssd', storage: '5Gi' }),
      lvmNode('n2', { ssd: 10n * GIB }),
      lvmNode('n3', { ssd: 10n * GIB }),
      lvmNode('n4', { ssd: GIB }),
      node('n5'),
    ];
    const verdict = filtering({ pod: shopPod(['b', 'c']), state: mixed });
    expect(verdict.passed).toEqual(['n3']);
    expect(reasonsOf(verdict)).toEqual({
      n2: 'IOMesh cluster two/two not on node',
      n4: 'ssd: needs 5Gi',
      n5: 'no ssd capacity reported',
    });
  });
});

describe('the CSI driver of a volume must run on the node', () => {
  const state = [
    SSD,
    claim('a', { storageClassName: 'ssd' }),
    ...['with', 'without', 'unknown'].map(name => lvmNode(name, { ssd: 10n * GIB })),
    csiNode('with', 'topolvm.io'),
    csiNode('without', 'topolvm.cybozu.com'),
  ];

  test('a figure that the driver left behind does not count', () => {
    const verdict = filtering({ pod: shopPod(['a']), state });
    expect(verdict.passed).toEqual(['with', 'unknown']);
    expect(reasonsOf(verdict)).toEqual({ without: 'driver topolvm.io not registered on node' });
  });

  test('a bound volume needs its own driver, whatever became of its class', () => {
    const bound = [
      boundClaim('b', 'gone', 'pv-b'),
      volume('pv-b', 'topolvm.io', 'without'),
      ...state.filter(({ kind }) => kind !== 'PersistentVolumeClaim'),
    ];
    const reason = filtering({ pod: shopPod(['b']), state: bound }).unresolvable.get('without');
    expect(reason).toBe('driver topolvm.io not registered on node');
  });

  test('a pod without volumes of the driver does not need it', () => {
    expect(filtering({ pod: shopPod([]), state }).passed).toHaveLength(3);
  });
});

function inZone(zone: string): JsonObject {
  return { matchLabels: { zone } };
}

describe('CSIStorageCapacity, for drivers whose nodes report nothing themselves', () => {
  const HOSTPATH = storageClass('hostpath', LOCALPV, { volumeType: 'hostpath' });
  const pod = shopPod(['a', 'b']);
  const state = [
    HOSTPATH,
    csiDriver(LOCALPV, true),
    claim('a', { storageClassName: 'hostpath', storage: '10Gi' }),
    claim('b', { storageClassName: 'hostpath', storage: '5Gi' }),
    node('n1', { labels: { zone: 'a' } }),
    node('n2', { labels: { zone: 'b' } }),
    node('n3'),
    ...['n1', 'n2', 'n3'].map(name => csiNode(name, LOCALPV)),
  ];

  test.each<[string, readonly KubernetesObject[], readonly string[], object]>([
    [
      'each claim is judged by itself',
      [
        storageCapacity('c1', 'hostpath', inZone('a'), { capacity: '10Gi' }),
        storageCapacity('c2', 'hostpath', inZone('b'), { capacity: '9Gi' }),
      ],
      ['n1'],
      { n2: 'hostpath: needs 10Gi', n3: 'no hostpath capacity reported' },
    ],
    [
      'the largest volume counts before the capacity',
      [
        storageCapacity('c1', 'hostpath', inZone('a'), { capacity: '1Ti', maximumVolumeSize: '9Gi' }),
        storageCapacity('c2', 'hostpath', inZone('b'), { capacity: '1Gi', maximumVolumeSize: '10Gi' }),
      ],
      ['n2'],
      { n1: 'hostpath: needs 10Gi', n3: 'no hostpath capacity reported' },
    ],
    [
      'an empty topology reaches every node, none at all reaches no node',
      [
        storageCapacity('c1', 'hostpath', {}, { capacity: '20Gi' }),
        storageCapacity('c2', 'hostpath', undefined, { capacity: '20Gi' }),
      ],
      ['n1', 'n2', 'n3'],
      {},
    ],
    [
      'capacity of another class, without a figure or with a broken selector is none',
      [
        storageCapacity('c1', 'other', {}, { capacity: '20Gi' }),
        storageCapacity('c2', 'hostpath', {}, {}),
        storageCapacity('c3', 'hostpath', { matchLabels: 1 }, { capacity: '20Gi' }),
      ],
      [],
      {
        n1: 'no hostpath capacity reported',
        n2: 'no hostpath capacity reported',
        n3: 'no hostpath capacity reported',
      },
    ],
  ])('%s', (_name, capacities, passed, reasons) => {
    const verdict = filtering({ pod, state: [...state, ...capacities] });
    expect(verdict.passed).toEqual(passed);
    expect(reasonsOf(verdict)).toEqual(reasons);
  });

  test.each<[string, readonly KubernetesObject[], ObjectStoreOptions]>([
    ['the driver does not publish it', [csiDriver(LOCALPV, false)], { complete: 'all' }],
    ['none is known, and there may be some', [], {}],
    [
      'the claims are bound',
      [boundClaim('a', 'hostpath', 'pv-a'), boundClaim('b', 'hostpath', 'pv-b')],
      { complete: 'all' },
    ],
    ['volumes are made at once', [{ ...HOSTPATH, volumeBindingMode: 'Immediate' }], { complete: 'all' }],
  ])('nothing is said when %s', (_name, changes, options) => {
    expect(filtering({ pod, state: [...state, ...changes], options }).passed).toEqual(['n1', 'n2', 'n3']);
  });

  test('what is known of a class counts, even if there may be more', () => {
    const known = storageCapacity('c1', 'hostpath', inZone('a'), { capacity: '10Gi' });
    expect(filtering({ pod, state: [...state, known], options: {} }).passed).toEqual(['n1']);
  });

  test('claims that are counted by bytes are not judged by it as well', () => {
    const lvm = [
      SSD,
      csiDriver('topolvm.io', true),
      claim('c', { storageClassName: 'ssd', storage: '5Gi' }),
      lvmNode('n9', { ssd: 10n * GIB }),
      storageCapacity('c9', 'ssd', {}, { capacity: '1Gi' }),
    ];
    expect(filtering({ pod: shopPod(['c']), state: lvm }).passed).toEqual(['n9']);
  });
});

test('space that is promised to others is subtracted through the view on free space', () => {
  const state = [
    SSD,
    claim('a', { storageClassName: 'ssd', storage: '3Gi' }),
    lvmNode('n1', { ssd: 10n * GIB }),
    lvmNode('n2', { ssd: 10n * GIB }),
  ];
  const context = contextOf(state);
  const reported = reportedSpace(context);
  const nodes = context.lookup.list('Node').map(decodeNode);
  const verdict = predicate(shopPod(['a']), nodes, context, key => where => {
    const space = reported(key)(where);
    if (space?.freeBytes === undefined || where.name !== 'n1' || key.driver !== 'topolvm') return space;
    return { ...space, freeBytes: space.freeBytes - 8n * GIB };
  });
  expect(verdict.passed).toEqual(['n2']);
  expect(reasonsOf(verdict)).toEqual({ n1: 'ssd: needs 3Gi' });
});

test('a pod without storage runs everywhere', () => {
  const state = [SSD, node('n1'), lvmNode('n2', { ssd: 'foo' })];
  expect(filtering({ pod: shopPod([]), state })).toEqual({
    passed: ['n1', 'n2'],
    failed: new Map(),
    unresolvable: new Map(),
  });
});

test.each<[string, JsonObject]>([
  ['an empty object', {}],
  ['volumes of another type', { metadata: { namespace: 'shop' }, spec: { volumes: 'none' } }],
  ['annotations of another type', { metadata: { annotations: [1, null] } }],
  [
    'a claim name of another type',
    { spec: { volumes: [{ persistentVolumeClaim: { claimName: 5 } }, null] } },
  ],
  ['keys that objects inherit', { metadata: { annotations: JSON.parse('{"__proto__": "5"}') } }],
])('a malformed pod is a pod without storage: %s', (_name, pod) => {
  expect(filtering({ pod, state: [SSD, node('n1')] }).passed).toEqual(['n1']);
});
