import { describe, expect, test } from 'vitest';
import { explainContext } from '../../src/cli/scheduler-view.ts';
import { objectAt } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { capacityRows, classTotals } from '../../src/explain/capacity-rows.ts';
import type { CapacityRow } from '../../src/explain/capacity-rows.ts';
import { openCluster } from '../../src/explain/cluster.ts';
import { contextOf } from '../support/objects.ts';
import { NOW, claim, csiNode, deadAgent, device, gib, lvmClass, node, volume } from './snapshots/builders.ts';

const SSD = lvmClass('ssd');

function rowsOf(...state: readonly KubernetesObject[]): readonly CapacityRow[] {
  return capacityRows(openCluster(explainContext(contextOf(state), NOW)));
}

function figures(rows: readonly CapacityRow[]) {
  return rows.map(({ node: name, class: pool, freeBytes, reservedBytes, sizeBytes }) => [
    `${name} ${pool}`,
    freeBytes,
    reservedBytes,
    sizeBytes,
  ]);
}

describe('capacity of nodes', () => {
  test('free, promised and all of it, to the byte', () => {
    const rows = rowsOf(
      SSD,
      node('n1', { free: { ssd: gib(40) } }),
      node('n2', { free: { ssd: gib(7), hdd: 0n } }),
      volume('pv-1', 'n1', '60Gi'),
      volume('pv-2', 'n1', '100Gi'),
      volume('pv-3', 'elsewhere'),
      claim('promised', { size: '10Gi', selectedNode: 'n1' }),
      claim('waiting', { size: '10Gi' }),
    );
    expect(figures(rows)).toEqual([
      ['n1 ssd', gib(40), gib(10), gib(200)],
      ['n2 ssd', gib(7), 0n, gib(7)],
      ['n2 hdd', 0n, 0n, 0n],
    ]);
  });

  test('the default class and the class it stands for are one volume group: only one of them has a size', () => {
    const rows = rowsOf(
      SSD,
      node('n1', { free: { '00default': gib(40), ssd: gib(40) } }),
      volume('pv-1', 'n1', '60Gi'),
    );
    expect(figures(rows)).toEqual([
      ['n1 00default', gib(40), 0n, undefined],
      ['n1 ssd', gib(40), 0n, gib(100)],
    ]);
  });

  test('of whole devices the largest free one, which has no sum', () => {
    const rows = rowsOf(
      node('n1', { labels: { 'topology.iomesh-localpv-manager.csi/node': 'n1' } }),
      device('sdb', 'n1', 9_000),
      device('sdc', 'n1', 7_000),
    );
    expect(figures(rows)).toEqual([['n1 device', 9_000n, 0n, undefined]]);
  });

  test('a node that should report and does not has a row that says why', () => {
    const rows = rowsOf(
      node('n1', { free: { ssd: gib(1) } }),
      node('n2'),
      csiNode('n2', 'topolvm.io'),
      node('n3'),
      deadAgent('n3', 5),
      node('n4'),
    );
    expect(rows.map(({ node: name, class: pool, trouble }) => [name, pool, trouble])).toEqual([
      ['n1', 'ssd', undefined],
      ['n2', '', 'no capacity reported'],
      ['n3', '', 'agent not ready for 5m'],
    ]);
  });

  test('when a figure was last changed is in the managed fields of its annotation', () => {
    const reporting = node('n1', { free: { ssd: gib(1) } });
    const entry = (key: string, time: string) => ({
      time,
      fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${key}`]: {} } } },
    });
    const metadata = {
      ...objectAt(reporting, 'metadata'),
      managedFields: [
        entry('capacity.topolvm.io/ssd', '2026-11-20T11:00:00Z'),
        entry('capacity.topolvm.io/ssd', '2026-11-20T11:59:00Z'),
        entry('other', '2026-11-20T12:00:00Z'),
        { fieldsV1: 7 },
      ],
    };
    const [row] = rowsOf({ ...reporting, metadata });
    expect(row?.reportedAt?.toISOString()).toBe('2026-11-20T11:59:00.000Z');
    expect(rowsOf(reporting)[0]?.reportedAt).toBeUndefined();
  });
});

test('the sums of the classes', () => {
  const rows = rowsOf(
    SSD,
    node('n1', { free: { ssd: gib(40), hdd: gib(1) } }),
    node('n2', { free: { ssd: gib(60) } }),
    volume('pv-1', 'n1', '100Gi'),
    claim('promised', { size: '10Gi', selectedNode: 'n2' }),
  );
  expect(classTotals(rows)).toEqual([
    {
      class: 'hdd',
      driver: 'topolvm',
      nodes: 1,
      freeBytes: gib(1),
      largestBytes: gib(1),
      reservedBytes: 0n,
      sizeBytes: gib(1),
    },
    {
      class: 'ssd',
      driver: 'topolvm',
      nodes: 2,
      freeBytes: gib(100),
      largestBytes: gib(60),
      reservedBytes: gib(10),
      sizeBytes: gib(200),
    },
  ]);
});
