import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../../src/core/kubernetes-object.ts';
import { managementClusterOf } from '../../../../src/drivers/iomesh/clusters/management-cluster.ts';
import { nodesOfCluster } from '../../../../src/drivers/iomesh/nodes/cluster-nodes.ts';
import { componentNodes } from '../../../../src/drivers/iomesh/nodes/component-nodes.ts';
import { node } from '../../../support/objects.ts';
import {
  cluster,
  componentPod,
  connection,
  hostnameAffinity,
  iomeshClass,
  storeOf,
  volume,
  workload,
} from '../fixtures.ts';

const NAME = { namespace: 'one', name: 'one' };
const NODES = ['w0', 'w1', 'w2', 'w3'].map(name => node(name));
const CHUNKS = [0, 1, 2].map(index => componentPod('one', `one-chunk-${index}`, `w${index}`));
const DECLARED = cluster('one', { chunk: { podPolicy: { affinity: hostnameAffinity('w2', 'w3') } } });
const TIE = { key: 'kubernetes.io/hostname', values: ['w3'] };
const SIBLING = [iomeshClass('class-one', { iomeshCluster: 'one/one' }), volume('pv-1', 'class-one', TIE)];

function owner(kind: string, name: string): { owner: { kind: string; name: string } } {
  return { owner: { kind, name } };
}

const LABELLED = { labels: { 'app.kubernetes.io/name': 'iomesh-iscsi-redirector' } };

const CASES: readonly [string, readonly KubernetesObject[], readonly string[], string][] = [
  ['chunk pods before all else', [DECLARED, ...CHUNKS, ...SIBLING], ['w0', 'w1', 'w2'], 'chunk-pods'],
  [
    'chunk pods that run, not those that wait or have ended',
    [
      componentPod('one', 'one-chunk-0', 'w0'),
      componentPod('one', 'one-chunk-1', 'w1', { phase: 'Pending' }),
      componentPod('one', 'one-chunk-2', 'w2', { phase: 'Failed' }),
      componentPod('one', 'one-chunk-3', undefined),
    ],
    ['w0'],
    'chunk-pods',
  ],
  [
    'chunk pods of this cluster, not of another namespace or component',
    [
      componentPod('one', 'one-chunk-0', 'w0'),
      componentPod('two', 'one-chunk-1', 'w1'),
      componentPod('one', 'one-meta-0', 'w2'),
      componentPod('one', 'one-chunk-agent', 'w3'),
    ],
    ['w0'],
    'chunk-pods',
  ],
  [
    'chunk pods of a StatefulSet that the cluster owns, whatever its name',
    [
      workload('StatefulSet', 'one', 'zbs-chunk', 'one'),
      componentPod('one', 'zbs-chunk-0', 'w1', owner('StatefulSet', 'zbs-chunk')),
    ],
    ['w1'],
    'chunk-pods',
  ],
  [
    'no chunk pods of a StatefulSet that a neighbour owns',
    [
      cluster('two', {}, 'one'),
      workload('StatefulSet', 'one', 'one-chunk', 'two'),
      componentPod('one', 'one-chunk-0', 'w1', owner('StatefulSet', 'one-chunk')),
      componentPod('one', 'one-chunk-7', 'w2', owner('IOMeshCluster', 'one')),
    ],
    ['w2'],
    'chunk-pods',
  ],
  [
    'chunk pods with the usual name prefix, in the namespace of a cluster of another name',
    [componentPod('one', 'iomesh-chunk-0', 'w0')],
    ['w0'],
    'chunk-pods',
  ],
  [
    'chunk pods under its own name only, beside a cluster that is called iomesh',
    [
      cluster('iomesh', {}, 'one'),
      componentPod('one', 'iomesh-chunk-0', 'w0'),
      componentPod('one', 'one-chunk-0', 'w1'),
    ],
    ['w1'],
    'chunk-pods',
  ],
  [
    'chunk pods that have a redirector beside them',
    [
      ...CHUNKS,
      componentPod('one', 'one-iscsi-redirector-abcde', 'w1'),
      componentPod('one', 'one--iscsi-redirector-fghij', 'w2'),
      componentPod('one', 'one-iscsi-redirector-klmno', 'w3'),
    ],
    ['w1', 'w2'],
    'chunk-pods',
  ],
  [
    'chunk pods that have a redirector beside them, known by its label',
    [...CHUNKS, componentPod('one', 'redirector-abcde', 'w1', LABELLED)],
    ['w1'],
    'chunk-pods',
  ],
  [
    'all chunk pods while redirectors run elsewhere only',
    [...CHUNKS, componentPod('one', 'one-iscsi-redirector-abcde', 'w3')],
    ['w0', 'w1', 'w2'],
    'chunk-pods',
  ],
  [
    'the declared affinity while no chunk pod runs',
    [DECLARED, ...SIBLING],
    ['w2', 'w3'],
    'declared-affinity',
  ],
  [
    'the volumes of its classes when nothing is declared',
    [cluster('one'), ...SIBLING],
    ['w3'],
    'sibling-volumes',
  ],
  [
    'the volumes of its classes when the declared affinity matches no node',
    [cluster('one', { chunk: { podPolicy: { affinity: hostnameAffinity('gone') } } }), ...SIBLING],
    ['w3'],
    'sibling-volumes',
  ],
  [
    'the volumes of classes that lead to it through their connection',
    [
      connection('one', 'c', 'one-meta-client.one.svc:10100'),
      iomeshClass('class-c', { clusterConnection: 'one/c' }),
      volume('pv-1', 'class-c', { key: 'kubernetes.io/hostname', values: ['w0', 'w1'] }),
    ],
    ['w0', 'w1'],
    'sibling-volumes',
  ],
];

describe('nodesOfCluster', () => {
  test.each(CASES)('goes by %s', (_reason, objects, nodes, evidence) => {
    const found = nodesOfCluster(NAME, storeOf([...NODES, ...objects]));
    expect([...(found?.nodes ?? [])].sort()).toEqual(nodes);
    expect(found?.evidence).toBe(evidence);
  });

  test.each<[string, readonly KubernetesObject[]]>([
    ['nothing is known', []],
    ['the cluster declares nothing', [cluster('one')]],
    [
      'the volumes are of another cluster',
      [iomeshClass('c', { iomeshCluster: 'two/two' }), volume('pv', 'c', TIE)],
    ],
    ['the volumes are tied to no node', [iomeshClass('c', { iomeshCluster: 'one/one' }), volume('pv', 'c')]],
    ['no volume is bound', [iomeshClass('c', { iomeshCluster: 'one/one' }), volume('pv', 'c', TIE, null)]],
    ['the class does not name the cluster', [cluster('one'), iomeshClass('c'), volume('pv', 'c', TIE)]],
  ])('tells nothing when %s', (_reason, objects) => {
    expect(nodesOfCluster(NAME, storeOf([...NODES, ...objects]))).toBeUndefined();
  });
});

describe('componentNodes', () => {
  const lookup = storeOf(NODES);

  test('are the nodes that the required affinity selects', () => {
    const nodes = componentNodes(DECLARED, 'chunk', lookup);
    expect(nodes?.map(({ name }) => name)).toEqual(['w2', 'w3']);
  });

  test('are unknown when a component declares none', () => {
    expect(componentNodes(DECLARED, 'meta', lookup)).toBeUndefined();
  });

  test('are none when the declared terms are empty', () => {
    const affinity = {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
    };
    expect(componentNodes(cluster('one', { meta: { podPolicy: { affinity } } }), 'meta', lookup)).toEqual([]);
  });
});

describe('managementClusterOf', () => {
  const management = cluster('storage', {}, 'iomesh-main');
  const pointing = cluster('one', { chunk: { devicemanager: { blockDeviceNamespace: 'iomesh-main' } } });
  const usual = cluster('iomesh', {}, 'iomesh-system');

  test.each<[string, readonly KubernetesObject[], KubernetesObject | undefined]>([
    [
      'the cluster whose namespace another one takes its block devices from',
      [usual, pointing, management],
      management,
    ],
    ['the only cluster', [pointing], pointing],
    ['iomesh-system/iomesh when no cluster points at another', [cluster('one'), usual], usual],
    ['unknown when neither holds', [cluster('one'), cluster('two')], undefined],
    ['unknown when there is none', [], undefined],
  ])('is %s', (_reason, objects, expected) => {
    expect(managementClusterOf(storeOf(objects))).toBe(expected);
  });

  test('is not a cluster that only points at itself', () => {
    const own = cluster('one', { chunk: { devicemanager: { blockDeviceNamespace: 'one' } } });
    expect(managementClusterOf(storeOf([own, usual]))).toBe(usual);
  });
});
