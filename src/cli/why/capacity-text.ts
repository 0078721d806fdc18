import type { CapacityRow, ClassTotal } from '../../explain/capacity-rows.ts';
import { size, span } from '../../explain/words.ts';
import { layColumns } from './columns.ts';
import type { Column } from './columns.ts';

function text(title: string): Column {
  return { title, isNumber: false };
}

function number(title: string): Column {
  return { title, isNumber: true };
}

function sizeOrDash(bytes: bigint | undefined): string {
  return bytes === undefined ? '-' : size(bytes);
}

/** The part of a pool that is taken, in whole percent; `undefined` when its size is not known. */
export function usedPercent(free: bigint | undefined, all: bigint | undefined): number | undefined {
  if (free === undefined || all === undefined || all === 0n) return undefined;
  return Number(((all - free) * 200n + all) / (all * 2n));
}

function percent(free: bigint | undefined, all: bigint | undefined): string {
  const used = usedPercent(free, all);
  return used === undefined ? '-' : `${used}%`;
}

function ageOf({ reportedAt, trouble }: CapacityRow, now: Date): string {
  const age = reportedAt === undefined ? '-' : span(now.getTime() - reportedAt.getTime());
  return trouble === undefined ? age : `${age}   ${trouble}`;
}

/** A row for each node and class, the sums of the classes in front. */
export function nodeCapacityText(
  rows: readonly CapacityRow[],
  totals: readonly ClassTotal[],
  now: Date,
): string {
  const columns = [
    text('NODE'),
    text('CLASS'),
    number('FREE'),
    number('RESERVED'),
    number('SIZE'),
    number('USED'),
    text('AGE'),
  ];
  const sums = totals.map(total => [
    '*',
    total.class,
    size(total.freeBytes),
    size(total.reservedBytes),
    sizeOrDash(total.sizeBytes),
    percent(total.freeBytes, total.sizeBytes),
    '-',
  ]);
  const nodes = rows.map(row => [
    row.node,
    row.class || '-',
    sizeOrDash(row.freeBytes),
    sizeOrDash(row.reservedBytes),
    sizeOrDash(row.sizeBytes),
    percent(row.freeBytes, row.sizeBytes),
    ageOf(row, now),
  ]);
  return `${layColumns(columns, [...sums, ...nodes]).join('\n')}\n`;
}

/** A row for each class. */
export function classCapacityText(totals: readonly ClassTotal[]): string {
  const columns = [
    text('CLASS'),
    number('NODES'),
    number('FREE'),
    number('LARGEST'),
    number('RESERVED'),
    number('SIZE'),
    number('USED'),
  ];
  const rows = totals.map(total => [
    total.class,
    String(total.nodes),
    size(total.freeBytes),
    size(total.largestBytes),
    size(total.reservedBytes),
    sizeOrDash(total.sizeBytes),
    percent(total.freeBytes, total.sizeBytes),
  ]);
  return `${layColumns(columns, rows).join('\n')}\n`;
}
