import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import { decodeExtenderArguments } from '../../src/scheduler/extender-arguments.ts';
import { createExtender } from '../../src/scheduler/extender.ts';
import type { Extender } from '../../src/scheduler/extender.ts';
import { claim, contextOf, node, podWith, storageClass } from '../support/objects.ts';
import { LOCALPV, blockDevice, csiNode, iomeshCluster } from '../scheduler/fixtures.ts';

/** A node and all that decides about it, in the plainest terms. */
interface Worker {
  readonly ssd: number | undefined;
  readonly hdd: number | undefined;
  readonly cluster: 'one' | 'two' | 'none';
  readonly devices: readonly number[];
  readonly hasLocalpv: boolean;
}

interface Wish {
  readonly storageClassName: 'ssd' | 'hdd' | 'one' | 'two' | 'device';
  readonly gib: number;
}

const CLASSES = [
  storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  storageClass('hdd', 'topolvm.io', { 'topolvm.io/device-class': 'hdd' }),
  storageClass('one', 'com.iomesh.csi-driver', { iomeshCluster: 'one/one' }),
  storageClass('two', 'com.iomesh.csi-driver', { iomeshCluster: 'two/two' }),
  storageClass('device', LOCALPV, { volumeType: 'device' }),
];

const size = fc.integer({ min: 1, max: 8 });
const worker: fc.Arbitrary<Worker> = fc.record({
  ssd: fc.option(fc.integer({ min: 0, max: 16 }), { nil: undefined }),
  hdd: fc.option(fc.integer({ min: 0, max: 16 }), { nil: undefined }),
  cluster: fc.constantFrom('one', 'two', 'none'),
  devices: fc.array(size, { maxLength: 3 }),
  hasLocalpv: fc.boolean(),
});
const wish: fc.Arbitrary<Wish> = fc.record({
  storageClassName: fc.constantFrom('ssd', 'hdd', 'one', 'two', 'device'),
  gib: size,
});
const workers = fc.array(worker, { minLength: 1, maxLength: 5 });
const wishes = fc.array(wish, { maxLength: 4 });

function workerObjects(of: Worker, index: number): readonly KubernetesObject[] {
  const name = `n${index}`;
  const figures = [of.ssd, of.hdd].map((gib, at) => [at === 0 ? 'ssd' : 'hdd', gib] as const);
  const annotations = Object.fromEntries(
    figures
      .filter(([, gib]) => gib !== undefined)
      .map(([key, gib]) => [`capacity.topolvm.io/${key}`, String(BigInt(gib ?? 0) << 30n)]),
  );
  const drivers = ['topolvm.io', 'com.iomesh.csi-driver', ...(of.hasLocalpv ? [LOCALPV] : [])];
  return [
    node(name, { annotations }),
    csiNode(name, ...drivers),
    ...of.devices.map((gib, at) => blockDevice(`bd-${index}-${at}`, name, gib * 2 ** 30)),
  ];
}

function stateOf(all: readonly Worker[], wanted: readonly Wish[]): readonly KubernetesObject[] {
  const inCluster = (cluster: string) =>
    all.flatMap((one, index) => (one.cluster === cluster ? `n${index}` : []));
  return [
    ...CLASSES,
    ...all.flatMap(workerObjects),
    ...['one', 'two'].flatMap(name => iomeshCluster(name, inCluster(name))),
    ...wanted.map(({ storageClassName, gib }, index) =>
      claim(`c${index}`, { storageClassName, storage: `${gib}Gi` }),
    ),
  ];
}

function podOf(wanted: readonly Wish[]): KubernetesObject {
  return podWith(
    wanted.map((_wish, index) => `c${index}`),
    { metadata: { namespace: 'shop' } },
  );
}

function asked(wanted: readonly Wish[], storageClassName: string): readonly number[] {
  return wanted.filter(one => one.storageClassName === storageClassName).map(({ gib }) => gib);
}

function holds(free: number | undefined, needed: readonly number[]): boolean {
  if (needed.length === 0) return true;
  return free !== undefined && needed.reduce((sum, gib) => sum + gib, 0) <= free;
}

function descending(values: readonly number[]): readonly number[] {
  return values.toSorted((left, right) => right - left);
}

/** Largest claims onto largest devices: without selectors no other assignment does better. */
function hasDevices(devices: readonly number[], needed: readonly number[]): boolean {
  const sorted = descending(devices);
  return descending(needed).every((gib, index) => gib <= (sorted[index] ?? 0));
}

/** The truth about one node, worked out the long way. */
function suits(of: Worker, all: readonly Worker[], wanted: readonly Wish[]): boolean {
  const isKnown = (cluster: string) => all.some(one => one.cluster === cluster);
  const inClusters = ['one', 'two'].every(
    cluster => asked(wanted, cluster).length === 0 || !isKnown(cluster) || of.cluster === cluster,
  );
  const devices = asked(wanted, 'device');
  return (
    inClusters &&
    holds(of.ssd, asked(wanted, 'ssd')) &&
    holds(of.hdd, asked(wanted, 'hdd')) &&
    (devices.length === 0 || (of.hasLocalpv && hasDevices(of.devices, devices)))
  );
}

function call(body: JsonObject): Parameters<Extender['predicate']>[0] {
  const decoded = decodeExtenderArguments(body);
  if ('error' in decoded) throw new Error(decoded.error);
  return decoded;
}

describe('for all clusters and pods', () => {
  test('a node passes if and only if every single check passes', () => {
    fc.assert(
      fc.property(workers, wishes, (all, wanted) => {
        const extender = createExtender(contextOf(stateOf(all, wanted)));
        const names = all.map((_worker, index) => `n${index}`);
        const verdict = extender.predicate(call({ Pod: podOf(wanted), NodeNames: names }));
        const expected = names.filter((_name, index) => {
          const one = all[index];
          return one !== undefined && suits(one, all, wanted);
        });
        expect(verdict.passed).toEqual(expected);
        expect(new Set([...verdict.passed, ...verdict.unresolvable.keys()])).toEqual(new Set(names));
      }),
      { numRuns: 500 },
    );
  });

  test('a node that passes for all claims together passes for each alone', () => {
    fc.assert(
      fc.property(workers, wishes, (all, wanted) => {
        const extender = createExtender(contextOf(stateOf(all, wanted)));
        const names = all.map((_worker, index) => `n${index}`);
        const { passed } = extender.predicate(call({ Pod: podOf(wanted), NodeNames: names }));
        for (const index of wanted.keys()) {
          const single = podWith([`c${index}`], { metadata: { namespace: 'shop' } });
          const alone = extender.predicate(call({ Pod: single, NodeNames: names }));
          expect(alone.passed).toEqual(expect.arrayContaining([...passed]));
        }
      }),
    );
  });

  test('names and whole nodes give the same verdict and scores, also when only the caller knows the nodes', () => {
    fc.assert(
      fc.property(workers, wishes, (all, wanted) => {
        const state = stateOf(all, wanted);
        const nodes = state.filter(({ kind }) => kind === 'Node');
        const Pod = podOf(wanted);
        const names = call({ Pod, NodeNames: nodes.map(nameOf) });
        const whole = call({ Pod, Nodes: { items: nodes.map(({ metadata }) => ({ metadata })) } });
        const full = createExtender(contextOf(state));
        const withoutNodes = createExtender(contextOf(state.filter(({ kind }) => kind !== 'Node')));
        for (const extender of [full, withoutNodes]) {
          expect(extender.predicate(whole)).toEqual(full.predicate(names));
          expect(extender.prioritize(whole)).toEqual(full.prioritize(names));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('reasons name no node and no figure of a node, so that kube-scheduler can group them', () => {
    fc.assert(
      fc.property(workers, wishes, (all, wanted) => {
        const extender = createExtender(contextOf(stateOf(all, wanted)));
        const NodeNames = all.map((_worker, index) => `n${index}`);
        const { unresolvable } = extender.predicate(call({ Pod: podOf(wanted), NodeNames }));
        const total = (pool: string) => asked(wanted, pool).reduce((sum, gib) => sum + gib, 0);
        const possible = [
          `ssd: needs ${total('ssd')}Gi`,
          `hdd: needs ${total('hdd')}Gi`,
          'no ssd capacity reported',
          'no hdd capacity reported',
          'IOMesh cluster one/one not on node',
          'IOMesh cluster two/two not on node',
          'LocalPV: no free devices for its claims',
          `driver ${LOCALPV} not registered on node`,
        ];
        for (const reason of unresolvable.values()) expect(possible).toContain(reason);
      }),
    );
  });
});

test('nodes given as objects count before those that are known', () => {
  const state = [CLASSES[0], node('n1', { annotations: { 'capacity.topolvm.io/ssd': '0' } })].filter(
    object => object !== undefined,
  );
  const extender = createExtender(contextOf([...state, claim('c0', { storageClassName: 'ssd' })]));
  const metadata = { name: 'n1', annotations: { 'capacity.topolvm.io/ssd': String(5n << 30n) } };
  const Pod = podOf([{ storageClassName: 'ssd', gib: 1 }]);
  expect(extender.predicate(call({ Pod, NodeNames: ['n1'] })).passed).toEqual([]);
  expect(extender.predicate(call({ Pod, Nodes: { items: [{ metadata }] } })).passed).toEqual(['n1']);
});

test('the nodes of a cluster that is being deployed are told by the labels of the nodes given', () => {
  const terms = [{ matchExpressions: [{ key: 'storage', operator: 'In', values: ['one'] }] }];
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
  const cluster: KubernetesObject = {
    apiVersion: 'iomesh.com/v1alpha1',
    kind: 'IOMeshCluster',
    metadata: { name: 'one', namespace: 'one' },
    spec: { chunk: { podPolicy: { affinity: { nodeAffinity: required } } } },
  };
  const state = [...CLASSES, cluster, claim('c0', { storageClassName: 'one' })];
  const nodes = ['one', 'two'].map(name => node(name, { labels: { storage: name } }));
  const Pod = podOf([{ storageClassName: 'one', gib: 1 }]);
  const { passed } = createExtender(contextOf(state)).predicate(call({ Pod, Nodes: { items: nodes } }));
  expect(passed).toEqual(['one']);
});

test('of a node that is not known yet nothing is reported', () => {
  const extender = createExtender(contextOf([...CLASSES, claim('c0', { storageClassName: 'ssd' })]));
  const storage = call({ Pod: podOf([{ storageClassName: 'ssd', gib: 1 }]), NodeNames: ['new'] });
  expect([...extender.predicate(storage).unresolvable]).toEqual([['new', 'no ssd capacity reported']]);
  expect(extender.predicate(call({ Pod: podOf([]), NodeNames: ['new'] })).passed).toEqual(['new']);
});
