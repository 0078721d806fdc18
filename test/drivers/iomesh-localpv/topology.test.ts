import { describe, expect, test } from 'vitest';
import type { Topology } from '../../../src/core/driver.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import {
  blockDevice,
  claim,
  claimsOfPod,
  contextOf,
  csiNode,
  DEVICE_CLASS,
  GB,
  HOSTPATH_CLASS,
  node,
  NODE_LABEL,
  PROVISIONER,
  SSD_CLASS,
  storageClass,
  volume,
} from './fixtures.ts';

const NODES = [node('n1'), node('n2'), node('n3')];
const NOTHING_COMPLETE: ReadonlySet<string> = new Set();

function topologyOf(
  claims: readonly string[],
  objects: readonly KubernetesObject[],
  complete: 'all' | ReadonlySet<string> = 'all',
): Topology {
  const context = contextOf([DEVICE_CLASS, SSD_CLASS, HOSTPATH_CLASS, ...objects], complete);
  return iomeshLocalpv.topology(claimsOfPod(context, ...claims), context);
}

function inRequirement(key: string, ...values: readonly string[]): readonly unknown[] {
  return [{ matchExpressions: [{ key, operator: 'In', values }] }];
}

function preferredNodes({ preferred }: Topology): readonly (readonly [number, readonly string[]])[] {
  return preferred.map(({ weight, nodes }) => [weight, [...(nodes ?? [])]]);
}

describe('a bound claim', () => {
  const bound = [claim('data', 'device', '10G', { volumeName: 'pv-1' })];

  test('is enforced where its volume is', () => {
    expect(topologyOf(['data'], [...NODES, ...bound, volume('pv-1', 'n2')])).toEqual({
      required: [],
      preferred: [],
      enforced: [
        {
          terms: inRequirement(NODE_LABEL, 'n2'),
          nodes: new Set(['n2']),
          claims: ['data'],
          reason: 'PersistentVolume pv-1',
        },
      ],
    });
  });

  test('names no nodes when no Node is known', () => {
    const { enforced } = topologyOf(['data'], [...bound, volume('pv-1', 'n2')], NOTHING_COMPLETE);
    expect(enforced.map(({ nodes }) => nodes)).toEqual([undefined]);
  });

  test('names the empty set when its node is gone', () => {
    const { enforced } = topologyOf(['data'], [node('n1'), ...bound, volume('pv-1', 'n2')]);
    expect(enforced.map(({ nodes }) => nodes)).toEqual([new Set()]);
  });

  test('says nothing when its volume is not known', () => {
    expect(topologyOf(['data'], [...NODES, ...bound])).toEqual({ required: [], preferred: [], enforced: [] });
  });

  test('keeps the devices of other nodes out of the preference', () => {
    const objects = [
      ...NODES,
      ...bound,
      volume('pv-1', 'n2'),
      claim('log', 'device', '10G'),
      blockDevice('bd-1', { node: 'n1' }),
      blockDevice('bd-2', { node: 'n2' }),
    ];
    expect(preferredNodes(topologyOf(['data', 'log'], objects))).toEqual([[100, ['n2']]]);
  });
});

describe('an unbound claim with a selected node', () => {
  test('is enforced there', () => {
    const { enforced } = topologyOf(
      ['data'],
      [...NODES, claim('data', 'hostpath', '1Gi', { selectedNode: 'n3' })],
    );
    expect(enforced).toEqual([
      {
        terms: inRequirement(NODE_LABEL, 'n3'),
        nodes: new Set(['n3']),
        claims: ['data'],
        reason: 'the node selected for claim data',
      },
    ]);
  });

  test('is enforced by name when the Node is not known', () => {
    const objects = [claim('data', 'hostpath', '1Gi', { selectedNode: 'n3' })];
    expect(topologyOf(['data'], objects, NOTHING_COMPLETE).enforced.map(({ terms }) => terms)).toEqual([
      [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n3'] }] }],
    ]);
  });
});

describe('unbound device claims', () => {
  const data = claim('data', 'device', '10G');

  test('prefer the nodes with a device that is large enough', () => {
    const objects = [
      ...NODES,
      data,
      blockDevice('bd-1', { node: 'n1', bytes: 9 * GB }),
      blockDevice('bd-2', { node: 'n2', bytes: 15 * GB }),
      blockDevice('bd-3', { node: 'n3', bytes: 20 * GB, claimState: 'Claimed' }),
    ];
    expect(topologyOf(['data'], objects)).toEqual({
      required: [],
      preferred: [
        {
          weight: 100,
          terms: inRequirement(NODE_LABEL, 'n2'),
          nodes: new Set(['n2']),
          claims: ['data'],
          reason: 'free block devices, as last scanned',
        },
      ],
      enforced: [],
    });
  });

  test('need a device each on one node', () => {
    const objects = [
      ...NODES,
      data,
      claim('log', 'device', '14G'),
      blockDevice('bd-1', { node: 'n1', bytes: 15 * GB }),
      blockDevice('bd-2', { node: 'n2', bytes: 12 * GB }),
      blockDevice('bd-3', { node: 'n2', bytes: 15 * GB }),
    ];
    expect(preferredNodes(topologyOf(['data', 'log'], objects))).toEqual([[100, ['n2']]]);
  });

  test('prefer less the nodes where the order of provisioning decides', () => {
    const hdd = { labels: { 'iomesh.com/bd-driverType': 'HDD' } };
    const objects = [
      ...NODES,
      data,
      claim('fast', 'ssd', '10G'),
      blockDevice('bd-1', { node: 'n1', bytes: 15 * GB }),
      blockDevice('bd-2', { node: 'n1', bytes: 20 * GB, ...hdd }),
      blockDevice('bd-3', { node: 'n2', bytes: 15 * GB, ...hdd }),
      blockDevice('bd-4', { node: 'n2', bytes: 20 * GB }),
    ];
    expect(preferredNodes(topologyOf(['data', 'fast'], objects))).toEqual([
      [100, ['n2']],
      [50, ['n1']],
    ]);
  });

  test('count a mounted-twice claim once', () => {
    const objects = [...NODES, data, blockDevice('bd-1', { node: 'n1' })];
    expect(preferredNodes(topologyOf(['data', 'data'], objects))).toEqual([[100, ['n1']]]);
  });

  test('prefer nothing when no node has devices for all', () => {
    expect(topologyOf(['data'], [...NODES, data]).preferred).toEqual([]);
  });

  test('prefer nothing when nothing is known of devices', () => {
    expect(topologyOf(['data'], [...NODES, data], NOTHING_COMPLETE).preferred).toEqual([]);
  });

  test('prefer what is known when the state is partial', () => {
    const objects = [data, blockDevice('bd-1', { node: 'n1' })];
    expect(topologyOf(['data'], objects, NOTHING_COMPLETE).preferred.map(({ terms }) => terms)).toEqual([
      [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] }],
    ]);
  });

  test('pass over nodes where the driver does not run', () => {
    const bare = node('n2', { 'kubernetes.io/hostname': 'n2' });
    const objects = [
      node('n1'),
      bare,
      csiNode('n2'),
      data,
      blockDevice('bd-1', { node: 'n1' }),
      blockDevice('bd-2', { node: 'n2' }),
    ];
    expect(preferredNodes(topologyOf(['data'], objects))).toEqual([[100, ['n1']]]);
  });

  test('prefer nothing when a selector cannot be read', () => {
    const broken = storageClass('broken', { volumeType: 'device', deviceSelector: 'matchLabels: [' });
    const objects = [...NODES, broken, claim('data', 'broken', '10G'), blockDevice('bd-1')];
    expect(topologyOf(['data'], objects).preferred).toEqual([]);
  });
});

describe('unbound hostpath claims', () => {
  const data = claim('data', 'hostpath', '1Gi');
  const bare = node('n2', { 'kubernetes.io/hostname': 'n2' });

  test('prefer the nodes with the label of the driver', () => {
    expect(preferredNodes(topologyOf(['data'], [node('n1'), bare, data]))).toEqual([[100, ['n1']]]);
  });

  test('prefer the nodes whose CSINode lists the driver', () => {
    const plain = node('n1', { 'kubernetes.io/hostname': 'n1' });
    const objects = [
      plain,
      bare,
      csiNode('n1', 'topolvm.io', PROVISIONER),
      csiNode('n2', 'topolvm.io'),
      data,
    ];
    expect(topologyOf(['data'], objects).preferred).toEqual([
      {
        weight: 100,
        terms: inRequirement('kubernetes.io/hostname', 'n1'),
        nodes: new Set(['n1']),
        claims: ['data'],
        reason: 'the nodes where the LocalPV driver runs',
      },
    ]);
  });

  test('prefer nothing when the driver runs on all nodes', () => {
    expect(topologyOf(['data'], [...NODES, data]).preferred).toEqual([]);
  });

  test('prefer nothing when it is not known where the driver runs', () => {
    expect(topologyOf(['data'], [bare, data], NOTHING_COMPLETE).preferred).toEqual([]);
  });
});

test('claims of both volume types prefer what each needs', () => {
  const objects = [
    node('n1'),
    node('n2'),
    node('n3', {}),
    claim('data', 'device', '10G'),
    claim('tmp', 'hostpath', '1Gi'),
    blockDevice('bd-2', { node: 'n2' }),
  ];
  expect(preferredNodes(topologyOf(['data', 'tmp'], objects))).toEqual([
    [100, ['n2']],
    [100, ['n1', 'n2']],
  ]);
});

test('a claim that is not in the state asks for nothing', () => {
  expect(topologyOf(['data'], NODES)).toEqual({ required: [], preferred: [], enforced: [] });
});
