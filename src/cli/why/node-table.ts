import type { Explanation, NodeEntry } from '../../explain/explanation.ts';
import { counted, size } from '../../explain/words.ts';
import { layColumns } from './columns.ts';
import type { Column } from './columns.ts';
import { nodeRows, rowNames, rowVerdict } from './node-rows.ts';
import type { NodeRow } from './node-rows.ts';
import { clip } from './wrap.ts';

const INDENT = '  ';

function text(title: string): Column {
  return { title, isNumber: false };
}

function number(title: string): Column {
  return { title, isNumber: true };
}

interface Layout {
  readonly columns: readonly Column[];
  readonly cells: (row: NodeRow) => readonly string[];
}

function figures(row: NodeRow): readonly string[] {
  return [row.free, row.of, row.shortBy, rowVerdict(row)];
}

/** A pod that needs one class has its name in the heading; one that needs none has no figures at all. */
function layoutFor(classes: readonly string[]): Layout {
  const [only = '', ...others] = classes;
  if (only === '') {
    return {
      columns: [text('NODE'), text('VERDICT')],
      cells: row => [rowNames(row), rowVerdict(row)],
    };
  }
  if (others.length === 0) {
    return {
      columns: [
        text('NODE'),
        number(`${only.toUpperCase()} FREE`),
        number('OF'),
        number('SHORT BY'),
        text('VERDICT'),
      ],
      cells: row => [rowNames(row), ...figures(row)],
    };
  }
  return {
    columns: [text('NODE'), text('CLASS'), number('FREE'), number('OF'), number('SHORT BY'), text('VERDICT')],
    cells: row => [rowNames(row), row.class, ...figures(row)],
  };
}

/** The nodes that the pod may use and that say what they have. */
function usable(nodes: readonly NodeEntry[]): readonly NodeEntry[] {
  return nodes.filter(({ eligible, freeBytes, reasons }) => {
    const isBelievable = reasons.every(({ id }) => id !== 'W04');
    return eligible && freeBytes !== undefined && isBelievable;
  });
}

function totalOf({ verdict, nodes }: Explanation): string | undefined {
  if (verdict.id !== 'W02' && verdict.id !== 'W03') return undefined;
  const counting = usable(nodes);
  if (counting.length < 2) return undefined;
  const total = counting.reduce((sum, { freeBytes = 0n }) => sum + freeBytes, 0n);
  const split = verdict.id === 'W03' ? ': enough in total only if the volume were split' : '';
  return `* ${size(total)} on ${counted(counting.length, 'usable node')}${split}`;
}

/** The table of nodes in at most `maxLines` lines, two of them its heading and its sum. */
export function nodeTable(explanation: Explanation, width: number, maxLines: number): readonly string[] {
  const classes = [...new Set(explanation.nodes.map(node => node.class))];
  const rows = nodeRows(explanation.nodes);
  if (rows.length === 0) return [];
  const { columns, cells } = layoutFor(classes);
  const total = classes.length === 1 ? totalOf(explanation) : undefined;
  const room = Math.max(1, maxLines - 1 - (total === undefined ? 0 : 1));
  const shown = rows.length <= room ? rows : rows.slice(0, room - 1);
  const hidden = rows.slice(shown.length).flatMap(({ names }) => names).length;
  return [
    ...layColumns(columns, shown.map(cells)),
    ...(hidden > 0 ? [`… and ${counted(hidden, 'more node')}; -o json has them all`] : []),
    ...(total === undefined ? [] : [total]),
  ].map(line => clip(`${INDENT}${line}`, width));
}
