import { formatReference } from '../../core/kubernetes-object.ts';
import { printable } from '../../core/printable.ts';
import { size } from '../../explain/words.ts';
import { layColumns } from '../why/columns.ts';
import { wrap } from '../why/wrap.ts';
import type { Fit } from './fit-workload.ts';
import type { FilledNode } from './placement.ts';

const WIDTH = 100;
const MAX_NODES = 20;

function answer({ workload, wanted, placed, next }: Fit): string {
  const count = `${formatReference(workload)}: ${placed} of ${wanted} ${wanted === 1 ? 'replica fits' : 'replicas fit'}.`;
  if (next === undefined) return count;
  const { id, summary } = next.verdict;
  return `${count} The next one: ${summary}${id === undefined ? '' : ` (${id})`}.`;
}

function tableOf(nodes: readonly FilledNode[]): readonly string[] {
  const [first] = nodes;
  if (first === undefined) return [];
  const columns = [
    { title: 'NODE', isNumber: false },
    { title: 'REPLICAS', isNumber: true },
    ...first.left.map(left => ({ title: `${left.class.toUpperCase()} LEFT`, isNumber: true })),
  ];
  const rows = nodes.map(({ name, replicas, left }) => [
    name,
    String(replicas),
    ...left.map(({ freeBytes }) => (freeBytes === undefined ? '-' : size(freeBytes))),
  ]);
  return layColumns(columns, rows);
}

/** Says how many replicas fit, and where. */
export function fitText(fit: Fit): string {
  const nodes = fit.nodes.toSorted((left, right) => right.replicas - left.replicas);
  const hidden = nodes.length - MAX_NODES;
  const more = hidden > 0 ? [`… and ${hidden} more nodes; -o json has them all`] : [];
  const lines = wrap(printable(answer(fit)), { first: '', indent: '', width: WIDTH, maxLines: 4 });
  return `${[...tableOf(nodes.slice(0, MAX_NODES)), ...more, ...lines].join('\n')}\n`;
}
