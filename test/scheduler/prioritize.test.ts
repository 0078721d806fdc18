import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { decodeNode } from '../../src/core/node.ts';
import { DEFAULT_EXTENDER_CONFIG } from '../../src/scheduler/extender-config.ts';
import type { ExtenderConfig } from '../../src/scheduler/extender-config.ts';
import { prioritize } from '../../src/scheduler/prioritize.ts';
import type { Strategy } from '../../src/scheduler/score.ts';
import { claim, contextOf, node, podWith, storageClass } from '../support/objects.ts';
import { GIB, LOCALPV, blockDevice, lvmNode } from './fixtures.ts';

function config(
  divisors: Readonly<Record<string, number>> = {},
  strategies: Readonly<Record<string, Strategy>> = {},
  changes: Partial<ExtenderConfig> = {},
): ExtenderConfig {
  return {
    ...DEFAULT_EXTENDER_CONFIG,
    divisors: new Map(Object.entries(divisors)),
    strategies: new Map(Object.entries(strategies)),
    ...changes,
  };
}

/** A pod whose annotations ask for one byte of each class. */
function podNeeding(...classes: readonly string[]): KubernetesObject {
  const annotations = Object.fromEntries(classes.map(name => [`capacity.topolvm.io/${name}`, '1']));
  return podWith([], { metadata: { namespace: 'shop', annotations } });
}

function scores(
  pod: KubernetesObject,
  nodes: readonly KubernetesObject[],
  how: ExtenderConfig = config(),
  state: readonly KubernetesObject[] = [],
): object | null {
  const scored = prioritize(pod, nodes.map(decodeNode), contextOf([...state, ...nodes]), how);
  return scored && Object.fromEntries(scored.map(({ node: name, score }) => [name, score]));
}

describe('the worst of the pools that the pod needs', () => {
  const free = 128n * GIB;

  test('with a divisor for each, on three nodes', () => {
    const nodes = ['n1', 'n2', 'n3'].map(name => lvmNode(name, { dc1: free, dc2: free, dc3: free }));
    const how = config({ dc1: 4, dc2: 10 }, {}, { defaultDivisor: 2 });
    expect(scores(podNeeding('dc1', 'dc2', 'dc3'), nodes, how)).toEqual({ n1: 3, n2: 3, n3: 3 });
    expect(scores(podNeeding('dc1', 'dc3'), nodes, how)).toEqual({ n1: 5, n2: 5, n3: 5 });
  });

  test('pools that a node does not report are passed over; without any it scores 0', () => {
    const nodes = [lvmNode('both', { a: free, b: 4n * GIB }), lvmNode('one', { a: free }), node('none')];
    expect(scores(podNeeding('a', 'b'), nodes)).toEqual({ both: 2, one: 7, none: 0 });
  });

  test('pools that the pod does not need say nothing', () => {
    expect(scores(podNeeding('a'), [lvmNode('n1', { a: free, b: 0n })])).toEqual({ n1: 7 });
  });

  test.each([
    ['foo', 0],
    ['-5', 0],
    ['18446744073709551615', 10],
    ['18446744073709551616', 10],
  ])('a node that reports %s scores %i', (reported, score) => {
    expect(scores(podNeeding('a'), [lvmNode('n1', { a: reported })])).toEqual({ n1: score });
  });
});

describe('strategies', () => {
  const nodes = [
    lvmNode('empty', { ssd: 0n, hdd: GIB }),
    lvmNode('little', { ssd: 4n * GIB, hdd: 512n * GIB }),
    lvmNode('much', { ssd: 512n * GIB, hdd: 4n * GIB }),
  ];

  test.each<[string, readonly string[], ExtenderConfig, object | null]>([
    ['spread is what TopoLVM does', ['ssd'], config(), { empty: 0, little: 2, much: 9 }],
    ['pack prefers the fullest node', ['ssd'], config({}, { ssd: 'pack' }), { empty: 0, little: 9, much: 2 }],
    ['each class has its own', ['ssd', 'hdd'], config({}, { hdd: 'pack' }), { empty: 0, little: 2, much: 9 }],
    [
      'a class that is off is passed over',
      ['ssd', 'hdd'],
      config({}, { hdd: 'off' }),
      { empty: 0, little: 2, much: 9 },
    ],
    ['nothing is said when all are off', ['ssd'], config({}, {}, { defaultStrategy: 'off' }), null],
    [
      'a class may be on while the others are off',
      ['ssd', 'hdd'],
      config({}, { ssd: 'spread' }, { defaultStrategy: 'off' }),
      { empty: 0, little: 2, much: 9 },
    ],
  ])('%s', (_name, classes, how, expected) => {
    expect(scores(podNeeding(...classes), nodes, how)).toEqual(expected);
  });
});

describe('nothing to score', () => {
  test.each([
    ['a pod without storage', podWith([])],
    [
      'an annotation that is no number',
      podWith([], { metadata: { annotations: { 'capacity.topolvm.io/ssd': 'x' } } }),
    ],
  ])('%s', (_name, pod) => {
    expect(scores(pod, [lvmNode('n1', { ssd: GIB })])).toBeNull();
  });

  test('devices are no sum of bytes', () => {
    const state = [
      storageClass('device', LOCALPV, { volumeType: 'device' }),
      claim('a', { storageClassName: 'device' }),
      blockDevice('bd', 'n1', 2e9),
    ];
    const pod = podWith(['a'], { metadata: { namespace: 'shop' } });
    expect(scores(pod, [node('n1')], config(), state)).toBeNull();
  });
});

test('the file knows the classes of a legacy installation by their own names', () => {
  const legacy = node('n1', { annotations: { 'capacity.topolvm.cybozu.com/ssd': String(128n * GIB) } });
  const pod = podWith([], { metadata: { annotations: { 'capacity.topolvm.cybozu.com/ssd': '1' } } });
  expect(scores(pod, [legacy], config({ ssd: 4 }))).toEqual({ n1: 5 });
  expect(scores(pod, [legacy], config({ ssd: 4, 'topolvm.cybozu.com/ssd': 2 }))).toEqual({ n1: 6 });
});

test('claims count as they are now', () => {
  const state = [
    storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
    claim('a', { storageClassName: 'ssd' }),
  ];
  const pod = podWith(['a'], {
    metadata: { namespace: 'shop', annotations: { 'capacity.topolvm.io/hdd': '1' } },
  });
  expect(scores(pod, [lvmNode('n1', { ssd: 4n * GIB, hdd: 128n * GIB })], config(), state)).toEqual({
    n1: 2,
  });
});
