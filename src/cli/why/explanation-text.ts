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
  const text = `${subjectText(explanation)}${stateText(explanation, now)}: ${summary}.`;
  return wrap(printable(text), { first: '', indent: '', width: WIDTH - 2, maxLines: 3 });
}

function wantText({ claim, bytes, storageClass, driver, deviceClass, volume }: Want): string {
  const from = [
    ...(storageClass === undefined ? [] : [`StorageClass ${storageClass}`]),
    ...(driver === undefined ? [] : [`→ ${driver}`]),
  ].join(' ');
  const pool = deviceClass === undefined ? '' : `, class ${deviceClass}`;
  const bound = volume === undefined ? '' : `, bound to ${volume}`;
  return [claim, bytes === undefined ? '-' : size(bytes), `${from}${pool}${bound}`].join('   ').trimEnd();
}

/** A section: its name in front of the first line, the others below it. */
function section(name: string, lines: readonly string[]): readonly string[] {
  const label = `  ${name}   `;
  return lines.map((line, index) => `${index === 0 ? label : ' '.repeat(label.length)}${line}`);
}

function wantLines({ wants, injected }: Explanation): readonly string[] {
  const shown = wants.slice(0, MAX_WANTS).map(wantText);
  const hidden = wants.length - shown.length;
  return section('WANTS', [
    ...shown,
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...injected.slice(0, 1).map(one => `marked by the webhook (${one})`),
  ]).map(line => clip(printable(line), WIDTH));
}

function labelled(name: string, texts: readonly string[], maxLines: number): readonly string[] {
  const indent = ' '.repeat(name.length + 5);
  return texts.flatMap((text, index) =>
    wrap(printable(text), { first: index === 0 ? `  ${name}   ` : indent, indent, width: WIDTH, maxLines }),
  );
}

function proofLines({ verdict, proof }: Explanation): readonly string[] {
  if (SHOWN_BY_TABLE.includes(verdict.id)) return [];
  return labelled('PROOF', proof.slice(0, MAX_PROOFS), 2);
}

/** Where and how: on the line of what to do when there is room, else below it. */
function fixLines({ text, path, command }: Fix, index: number): readonly string[] {
  const line = `   ${index + 1}  ${printable(text)}`;
  const how = [path, command?.replaceAll('\n', ', ')].filter(one => one !== undefined).join(': ');
  const first = wrap(line.trimStart(), { first: '   ', indent: '      ', width: WIDTH, maxLines: 2 });
  if (how === '') return first;
  const together = `${first.at(-1)}   ${printable(how)}`;
  if (together.length <= WIDTH) return [...first.slice(0, -1), together];
  return [...first, ...wrap(printable(how), { first: '      ', indent: '      ', width: WIDTH, maxLines: 2 })];
}

function fixSection({ fixes }: Explanation): readonly string[] {
  const shown = fixes.slice(0, MAX_FIXES);
  if (shown.length === 0) return [];
  return [shown.length === 1 ? '  FIX' : '  FIX, any one of', ...shown.flatMap(fixLines)];
}

function alsoLines({ also }: Explanation): readonly string[] {
  return labelled(
    'ALSO',
    also.slice(0, MAX_ALSO).map(({ id, summary }) => `${id}  ${summary}`),
    1,
  );
}

function schedulerLines({ scheduler }: Explanation, now: Date): readonly string[] {
  if (scheduler === undefined) return [];
  const { attempts, lastSeen, message } = scheduler;
  const facts = [
    ...(attempts === undefined ? [] : [`${attempts} ${attempts === 1 ? 'try' : 'tries'}`]),
    ...(lastSeen === undefined ? [] : [`last ${span(now.getTime() - lastSeen.getTime())} ago`]),
  ].join(', ');
  const text = `Scheduler${facts === '' ? '' : ` (${facts})`}: ${message}`;
  return wrap(printable(text), { first: '  ', indent: '  ', width: WIDTH, maxLines: 2 });
}

function lastLine({ scheduler, verdict }: Explanation, { readAt, context, command }: TextContext): string {
  const waits = scheduler !== undefined && isExtenderRefusal(scheduler.message);
  return clip(
    [
      ...(waits ? ['Next try: at the next cluster event, at most 5m.'] : []),
      `Read: ${readAt.toISOString().slice(11, 19)}, ${printable(context)}.`,
      ...(verdict.id === undefined ? [] : [`More: ${command} explain ${verdict.id}`]),
    ].reduce((text, part) => (text === '  ' ? text + part : `${text} ${part}`), '  '),
    WIDTH,
  );
}

/** Blocks of lines with an empty line between those that are not empty. */
function joined(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks
    .filter(block => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** Explains for people: at most 24 lines of at most 100 characters. */
export function explanationText(explanation: Explanation, context: TextContext): string {
  const [first = '', ...rest] = headline(explanation, context.now);
  const { verdict } = explanation;
  if (verdict.id === undefined && explanation.wants.length === 0) {
    return `${[`${context.style(verdict.blocked === true ? 'error' : 'bold', mark(verdict))} ${first}`, ...rest, ...proofLines(explanation)].join('\n')}\n`;
  }
  const above = [[first, ...rest.map(line => `  ${line}`)], [...wantLines(explanation), ...proofLines(explanation)]];
  const below = [
    fixSection(explanation),
    [...alsoLines(explanation)],
    [...schedulerLines(explanation, context.now), lastLine(explanation, context)],
  ];
  const used = joined([...above, ...below]).length;
  const room = Math.max(MIN_TABLE, MAX_LINES - used - 1);
  const table = WITHOUT_TABLE.includes(verdict.id) ? [] : nodeTable(explanation, WIDTH, room);
  const [, ...lines] = joined([...above, table, ...below]);
  const style = verdict.blocked === true ? 'error' : 'bold';
  return `${[`${context.style(style, mark(verdict))} ${first}`, ...lines].join('\n')}\n`;
}
