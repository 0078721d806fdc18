import { printable } from '../../core/printable.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { counted, span } from '../../explain/words.ts';
import { layColumns } from './columns.ts';
import { clip } from './wrap.ts';

const WIDTH = 100;

function rowOf({ subject, verdict }: Explanation, now: Date): readonly string[] {
  const kind = subject.kind === 'Pod' ? 'pod' : subject.kind.toLowerCase();
  return [
    subject.namespace ?? '-',
    `${kind}/${subject.name}`,
    subject.since === undefined ? '-' : span(now.getTime() - subject.since.getTime()),
    verdict.id ?? (verdict.blocked === undefined ? '?' : '-'),
    printable(verdict.summary),
  ];
}

/** Lists what waits, one line each. */
export function manyText(explanations: readonly Explanation[], now: Date, command: string): string {
  if (explanations.length === 0) return 'Nothing waits.\n';
  const columns = ['NAMESPACE', 'OBJECT', 'WAITS', 'CAUSE', 'WHY'].map(title => ({ title, isNumber: false }));
  const rows = explanations.map(explanation => rowOf(explanation, now));
  const blocked = explanations.filter(({ verdict }) => verdict.blocked === true).length;
  const [[namespace, object] = []] = rows;
  return [
    ...layColumns(columns, rows).map(line => clip(line, WIDTH)),
    '',
    `${counted(explanations.length, 'object')} waiting, ${blocked} blocked.  More: ${command} why ${object} -n ${namespace}`,
    '',
  ].join('\n');
}
