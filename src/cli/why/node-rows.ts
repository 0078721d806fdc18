import type { NodeEntry } from '../../explain/explanation.ts';
import { counted, size } from '../../explain/words.ts';
import { nameRanges } from './name-ranges.ts';

/** One row of the table of nodes: a node, or several of which the same is to be said. */
export interface NodeRow {
  readonly names: readonly string[];
  readonly class: string;
  readonly free: string;
  readonly of: string;
  readonly shortBy: string;
  readonly verdict: string;
}

const NAMES_WIDTH = 28;
const MAX_REASONS = 2;

/** How helpful a node is to whoever reads: those that do come first, those that say nothing last. */
function rank({ freeBytes, shortBytes, reasons }: NodeEntry): number {
  if (reasons.length === 0) return 0;
  if (freeBytes === undefined) return reasons.some(({ id }) => id === 'W04') ? 3 : 4;
  return shortBytes === undefined ? 1 : 2;
}

function compareBytes(left: bigint | undefined, right: bigint | undefined): number {
  const [first = -1n, second = -1n] = [left, right];
  if (first === second) return 0;
  return first > second ? -1 : 1;
}

function mostHelpfulFirst(left: NodeEntry, right: NodeEntry): number {
  return rank(left) - rank(right) || compareBytes(left.freeBytes, right.freeBytes);
}

function verdictOf(entry: NodeEntry): string {
  const texts = entry.reasons.map(({ text }) => text);
  const shown = texts.slice(0, MAX_REASONS).join(', ');
  if (texts.length === 0) return 'fits';
  return entry.freeBytes !== undefined && entry.shortBytes === undefined ? `has room, but ${shown}` : shown;
}

function sizeOrDash(bytes: bigint | undefined): string {
  return bytes === undefined ? '-' : size(bytes);
}

function rowOf(entry: NodeEntry): NodeRow {
  return {
    names: [entry.name],
    class: entry.class,
    free: sizeOrDash(entry.freeBytes),
    of: sizeOrDash(entry.sizeBytes),
    shortBy: sizeOrDash(entry.shortBytes),
    verdict: verdictOf(entry),
  };
}

function keyOf({ class: name, free, of, shortBy, verdict }: NodeRow): string {
  return [name, free, of, shortBy, verdict].join('\n');
}

/** The rows of the table, what helps most first, nodes of which the same is said together. */
export function nodeRows(nodes: readonly NodeEntry[]): readonly NodeRow[] {
  const rows = nodes.toSorted(mostHelpfulFirst).map(rowOf);
  return [...Map.groupBy(rows, keyOf).values()].flatMap(same => {
    const [first] = same;
    const names = [...new Set(same.flatMap(row => row.names))];
    return first === undefined ? [] : [{ ...first, names }];
  });
}

/** The names of a row, and how many they are when they do not say so themselves. */
export function rowNames({ names }: NodeRow): string {
  return nameRanges(names, NAMES_WIDTH);
}

/** What a row says of its nodes; how many there are is told where their names are cut short. */
export function rowVerdict({ names, verdict }: NodeRow): string {
  return names.length < 3 ? verdict : `${verdict} (${counted(names.length, 'node')})`;
}
