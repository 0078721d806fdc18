import { formatReference } from '../../core/kubernetes-object.ts';
import { printable } from '../../core/printable.ts';
import { layColumns } from '../why/columns.ts';
import { wrap } from '../why/wrap.ts';
import type { Fit } from './fit-workload.ts';

const WIDTH = 100;
const MAX_NODES = 20;

function answer({ workload, wanted, placed, next }: Fit): string {
  const count = `${formatReference(workload)}: ${placed} of ${wanted} ${wanted === 1 ? 'replica fits' : 'replicas fit'}.`;
  if (next === undefined) return count;
  const { id, summary } = next.verdict;
  return `${count} The next one: ${summary}${id === undefined ? '' : ` (${id})`}.`;
}

/** Says how many replicas fit and where. */
export function fitText(fit: Fit): string {
  const columns = [
    { title: 'NODE', isNumber: false },
    { title: 'REPLICAS', isNumber: true },
  ];
  const nodes = [...fit.byNode].toSorted(([, left], [, right]) => right - left);
  const rows = nodes.slice(0, MAX_NODES).map(([name, count]) => [name, String(count)]);
  const hidden = nodes.length - rows.length;
  const table = rows.length === 0 ? [] : layColumns(columns, rows);
  const more = hidden > 0 ? [`… and ${hidden} more nodes; -o json has them all`] : [];
  const lines = wrap(printable(answer(fit)), { first: '', indent: '', width: WIDTH, maxLines: 4 });
  return `${[...table, ...more, ...lines].join('\n')}\n`;
}
