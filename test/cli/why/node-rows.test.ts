import { expect, test } from 'vitest';
import { nodeRows, rowNames, rowVerdict } from '../../../src/cli/why/node-rows.ts';
import type { NodeEntry } from '../../../src/explain/explanation.ts';

const GIB = 1n << 30n;

function entry(name: string, fields: Partial<NodeEntry>): NodeEntry {
  return {
    name,
    class: 'ssd',
    freeBytes: undefined,
    sizeBytes: undefined,
    shortBytes: undefined,
    eligible: true,
    reasons: [],
    ...fields,
  };
}

const SHORT = { id: 'W02', text: 'too small' } as const;
const TAINT = { id: 'W19', text: 'taint gpu=true:NoSchedule' } as const;

test('what helps most first: nodes that do, that have room, that nearly have it, that are silent, that are none', () => {
  const rows = nodeRows([
    entry('cp-1', { reasons: [{ id: 'W02', text: 'no TopoLVM here' }] }),
    entry('silent', { reasons: [{ id: 'W04', text: 'no capacity reported' }] }),
    entry('small', { freeBytes: GIB, shortBytes: 9n * GIB, reasons: [SHORT] }),
    entry('larger', { freeBytes: 5n * GIB, shortBytes: 5n * GIB, reasons: [SHORT] }),
    entry('tainted', { freeBytes: 50n * GIB, reasons: [TAINT], eligible: false }),
    entry('good', { freeBytes: 20n * GIB, sizeBytes: 100n * GIB }),
  ]);
  expect(rows.map(row => [rowNames(row), row.free, row.of, row.shortBy, rowVerdict(row)])).toEqual([
    ['good', '20.0Gi', '100.0Gi', '-', 'fits'],
    ['tainted', '50.0Gi', '-', '-', 'has room, but taint gpu=true:NoSchedule'],
    ['larger', '5.0Gi', '-', '5.0Gi', 'too small'],
    ['small', '1.0Gi', '-', '9.0Gi', 'too small'],
    ['silent', '-', '-', '-', 'no capacity reported'],
    ['cp-1', '-', '-', '-', 'no TopoLVM here'],
  ]);
});

test('nodes of which the same is to be said share a row, classes do not', () => {
  const same = { freeBytes: GIB, shortBytes: GIB, reasons: [SHORT] };
  const rows = nodeRows([
    entry('n1', same),
    entry('n2', same),
    entry('n3', same),
    entry('n1', { ...same, class: 'hdd' }),
  ]);
  expect(rows.map(row => [rowNames(row), row.class, rowVerdict(row)])).toEqual([
    ['n1..3', 'ssd', 'too small (3 nodes)'],
    ['n1', 'hdd', 'too small'],
  ]);
});

test('two reasons are shown, the rest is in the data', () => {
  const reasons = [SHORT, TAINT, { id: 'W19', text: 'cordoned' } as const];
  const [row] = nodeRows([entry('n1', { freeBytes: 0n, shortBytes: GIB, reasons })]);
  expect(row?.verdict).toBe('too small, taint gpu=true:NoSchedule');
});
