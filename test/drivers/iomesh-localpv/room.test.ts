import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { bareNode } from '../../../src/core/node.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import { claim, device, deviceClass, node } from '../../explain/snapshots/builders.ts';
import { contextOf, podWith } from '../../support/objects.ts';

const LABEL = { labels: { 'topology.iomesh-localpv-manager.csi/node': 'n1' } };
const NODE = node('n1', LABEL);

function roomsFor(sizes: readonly string[], state: readonly KubernetesObject[], selector = '') {
  const claims = sizes.map((size, index) => claim(`c${index}`, { className: 'localpv', size }));
  const context = contextOf([deviceClass(selector), NODE, ...claims, ...state]);
  const pod = podWith(claims.map((_, index) => `c${index}`));
  return iomeshLocalpv.room?.(podClaims(pod, 'shop', context.lookup), context)?.(bareNode('n1'));
}

const DISKS = [
  device('small', 'n1', 9_000_000_000),
  device('middle', 'n1', 15_000_000_000),
  device('large', 'n1', 20_000_000_000),
  device('elsewhere', 'n2', 50_000_000_000),
];

describe('what a node has for claims of block devices', () => {
  test('the largest free device, and the one that the claim would take: the closest in size', () => {
    expect(roomsFor(['10G'], DISKS)).toEqual([
      {
        claim: 'c0',
        pool: 'device',
        freeBytes: 20_000_000_000n,
        takes: { kind: 'BlockDevice', namespace: 'iomesh-system', name: 'middle' },
        obstacles: [],
      },
    ]);
  });

  test('a device of its own for each claim', () => {
    const rooms = roomsFor(['10G', '10G', '1G'], DISKS);
    expect(rooms?.map(({ takes }) => takes?.name).toSorted()).toEqual(['large', 'middle', 'small']);
  });

  test('no claim takes any when not all of them can', () => {
    const rooms = roomsFor(['10G', '10G', '10G'], DISKS);
    expect(rooms?.map(({ freeBytes, takes }) => [freeBytes, takes])).toEqual([
      [20_000_000_000n, undefined],
      [20_000_000_000n, undefined],
      [20_000_000_000n, undefined],
    ]);
  });

  test('devices that are large enough and not to be had, with the reason; small ones are no matter', () => {
    const state = [
      device('claimed', 'n1', 15_000_000_000, { claimState: 'Claimed' }),
      device('turning', 'n1', 20_000_000_000, { type: 'HDD' }),
      device('small', 'n1', 1_000_000_000, { claimState: 'Claimed' }),
    ];
    const [room] = roomsFor(['10G'], state, 'matchLabels: { iomesh.com/bd-driverType: SSD }') ?? [];
    expect([room?.freeBytes, room?.obstacles]).toEqual([
      undefined,
      ['claimed (14Gi) is not Unclaimed', 'turning (18.6Gi) does not match the deviceSelector'],
    ]);
  });

  test('nothing is known of a selector that cannot be read', () => {
    expect(roomsFor(['10G'], DISKS, 'matchLabels: [')).toBeUndefined();
  });

  test('claims that need no device are no question', () => {
    expect(roomsFor([], DISKS)).toEqual([]);
  });
});
