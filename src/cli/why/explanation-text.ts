import { printable } from '../../core/printable.ts';
import type { Explanation, Fix, VerdictId, Want } from '../../explain/explanation.ts';
import type { ReadFrom } from '../../explain/explanation-json.ts';
import { isExtenderRefusal } from '../../explain/scheduler-said.ts';
import { size, span } from '../../explain/words.ts';
import type { styler } from '../style.ts';
import { nodeTable } from './node-table.ts';
import { clip, wrap } from './wrap.ts';

/** What the text needs besides the explanation. */
export interface TextContext extends ReadFrom {
  readonly now: Date;
  /** How the user called us. */
  readonly command: string;
  readonly style: ReturnType<typeof styler>;
}

const WIDTH = 100;
const MAX_LINES = 24;
const MAX_WANTS = 3;
const MAX_PROOFS = 3;
const MAX_FIXES = 3;
const MAX_ALSO = 3;
const MIN_TABLE = 3;
const LABEL = '  WANTS   ';

/** Causes that have nothing to do with any node. */
const WITHOUT_TABLE: readonly (VerdictId | undefined)[] = ['W01', 'W05', 'W06', 'W07', 'W08', 'W13', 'W16'];
/** Causes that the table of nodes shows by itself. */
const SHOWN_BY_TABLE: readonly (VerdictId | undefined)[] = ['W02', 'W03'];

function mark({ blocked }: Explanation['verdict']): string {
  if (blocked === undefined) return '?';
  return blocked ? '✗' : '✓';
}

function subjectText({ subject }: Explanation): string {
  const name = subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
  return subject.kind === 'Pod' ? name : `${subject.kind} ${name}`;
}

function stateText({ subject }: Explanation, now: Date): string {
  if (subject.phase === '') return '';
  const age = subject.since === undefined ? '' : ` (${span(now.getTime() - subject.since.getTime())})`;
  return ` is ${subject.phase}${age}`;
}

function headline(explanation: Explanation, now: Date): readonly string[] {
  const { summary } = explanation.verdict;
  const end = summary.endsWith('?') ? '' : '.';
  const text = `${subjectText(explanation)}${stateText(explanation, now)}: ${summary}${end}`;
  return wrap(printable(text), { first: '', indent: '', width: WIDTH - 2, maxLines: 3 });
}

function wantText({ claim, bytes, storageClass, driver, deviceClass, volume }: Want, word: string): string {
  const from = [
    ...(storageClass === undefined ? [] : [`${word}${storageClass}`]),
    ...(driver === undefined ? [] : [`→ ${driver}`]),
  ].join(' ');
  const pool = deviceClass === undefined ? '' : `, class ${deviceClass}`;
  const bound = volume === undefined ? '' : `, bound to ${volume}`;
  return [claim, bytes === undefined ? '-' : size(bytes), `${from}${pool}${bound}`].join('   ').trimEnd();
}

/** Names of drivers are long; the word in front of the class is what can be missed first. */
function wantLine(want: Want): string {
  const text = wantText(want, 'StorageClass ');
  return text.length <= WIDTH - LABEL.length ? text : wantText(want, '');
}

function wantLines({ wants, injected }: Explanation): readonly string[] {
  const hidden = wants.length - MAX_WANTS;
  const lines = [
    ...wants.slice(0, MAX_WANTS).map(wantLine),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...injected.slice(0, 1).map(one => `marked by the webhook (${one})`),
  ];
  return lines
    .map((line, index) => `${index === 0 ? LABEL : ' '.repeat(LABEL.length)}${line}`)
    .map(line => clip(printable(line), WIDTH));
}

/** A section: its name in front of the first line, the others below it. */
function labelled(name: string, texts: readonly string[], maxLines: number): readonly string[] {
  const label = `  ${name}   `;
  const indent = ' '.repeat(label.length);
  return texts.flatMap((text, index) =>
    wrap(printable(text), { first: index === 0 ? label : indent, indent, width: WIDTH, maxLines }),
  );
}

function proofLines({ verdict, proof }: Explanation): readonly string[] {
  if (SHOWN_BY_TABLE.includes(verdict.id)) return [];
  return labelled('PROOF', proof.slice(0, MAX_PROOFS), 2);
}

/** Where and how: on the line of what to do when there is room, else below it. */
function fixLines({ text, path, command }: Fix, index: number): readonly string[] {
  const indent = ' '.repeat(6);
  const first = `   ${index + 1}  `;
  const what = wrap(printable(text), { first, indent, width: WIDTH, maxLines: 2 });
  const how = printable(
    [path, command]
      .filter(one => one !== undefined)
      .join(': ')
      .replaceAll('\n', ', '),
  );
  if (how === '') return what;
  const together = `${what.at(-1)}   ${how}`;
  if (together.length <= WIDTH) return [...what.slice(0, -1), together];
  return [...what, ...wrap(how, { first: indent, indent, width: WIDTH, maxLines: 2 })];
}

function fixSection({ fixes, verdict }: Explanation, command: string): readonly string[] {
  const shown = fixes.slice(0, MAX_FIXES);
  const more = verdict.id === undefined ? '' : `   (more: ${command} explain ${verdict.id})`;
  if (shown.length === 0) return [];
  return [`  FIX${shown.length === 1 ? '' : ', any one of'}${more}`, ...shown.flatMap(fixLines)];
}

/** What the table of nodes and the fixes of a shortage tell already is left out. */
function alsoLines({ also, verdict }: Explanation): readonly string[] {
  const untold = SHOWN_BY_TABLE.includes(verdict.id)
    ? also.filter(({ id }) => id !== 'W04' && id !== 'W19')
    : also;
  return labelled(
    'ALSO',
    untold.slice(0, MAX_ALSO).map(({ id, summary }) => `${id}   ${summary}`),
    1,
  );
}

/** Left out where the proof quotes it. */
function schedulerLines({ scheduler, proof }: Explanation, now: Date): readonly string[] {
  if (scheduler === undefined || proof.some(line => line.includes(scheduler.message))) return [];
  const { attempts, lastSeen, message } = scheduler;
  const facts = [
    ...(attempts === undefined ? [] : [`${attempts} ${attempts === 1 ? 'try' : 'tries'}`]),
    ...(lastSeen === undefined ? [] : [`last ${span(now.getTime() - lastSeen.getTime())} ago`]),
  ].join(', ');
  const text = `Scheduler${facts === '' ? '' : ` (${facts})`}: ${message}`;
  return wrap(printable(text), { first: '  ', indent: '  ', width: WIDTH, maxLines: 2 });
}

function lastLine({ scheduler }: Explanation, { readAt, context }: TextContext): string {
  const waits = scheduler !== undefined && isExtenderRefusal(scheduler.message);
  const next = waits ? 'Next try: at the next cluster event, at most 5m. ' : '';
  return clip(`  ${next}Data read: ${readAt.toISOString().slice(11, 19)}, ${printable(context)}.`, WIDTH);
}

/** A table in which every node is as good as the other, although the pod is blocked, would only mislead. */
function hasTable({ verdict, nodes }: Explanation): boolean {
  if (WITHOUT_TABLE.includes(verdict.id)) return false;
  return verdict.id !== 'W10' || nodes.some(({ reasons }) => reasons.length > 0);
}

/** Blocks of lines with an empty line between those that are not empty. */
function joined(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks
    .filter(block => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function blocksOf(explanation: Explanation, context: TextContext, table: readonly string[]) {
  const [first = '', ...rest] = headline(explanation, context.now);
  return joined([
    [first, ...rest.map(line => `  ${line}`)],
    [...wantLines(explanation), ...proofLines(explanation)],
    table,
    [...fixSection(explanation, context.command), ...alsoLines(explanation)],
    [...schedulerLines(explanation, context.now), lastLine(explanation, context)],
  ]);
}

/** Explains for people: at most 24 lines of at most 100 characters. */
export function explanationText(explanation: Explanation, context: TextContext): string {
  const { verdict } = explanation;
  const room = MAX_LINES - blocksOf(explanation, context, []).length - 1;
  const table = hasTable(explanation) ? nodeTable(explanation, WIDTH, Math.max(MIN_TABLE, room)) : [];
  const [first, ...rest] = blocksOf(explanation, context, table);
  const sign = context.style(verdict.blocked === true ? 'error' : 'bold', mark(verdict));
  return `${[`${sign} ${first}`, ...rest].join('\n')}\n`;
}
