import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';
import { printable } from '../../core/printable.ts';
import type { OutputContext } from './format.ts';

/** A count with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Long lines (minified JSON) are cut round the finding, so that a frame stays readable. */
const MAX_LINE = 120;

function excerpt(
  line: string,
  column: number,
  width: number,
): { readonly text: string; readonly caret: number } {
  const plain = printable(line);
  const start = column + width <= MAX_LINE ? 0 : Math.max(0, column - 1 - 20);
  return { text: plain.slice(start, start + MAX_LINE), caret: column - 1 - start };
}

function codeFrame(finding: LocatedFinding, context: OutputContext): string[] {
  const line = context.lineOf(finding.file, finding.line);
  const fix = printable(finding.fix);
  if (line === undefined || line.trim() === '') return [`    ${fix}`];
  const width = Math.max(1, Math.min(finding.endColumn, line.length + 1) - finding.column);
  const { text, caret } = excerpt(line, finding.column, width);
  const number = String(finding.line).padStart(5);
  const marks = '^'.repeat(Math.min(width, MAX_LINE - caret));
  return [
    `${context.style('dim', `${number} |`)} ${text.trimEnd()}`,
    `${context.style('dim', `${' '.repeat(number.length)} |`)} ${' '.repeat(caret)}${marks}  ${fix}`,
  ];
}

function placeOf({ file, line, column }: LocatedFinding): string {
  return `${printable(file)}:${line}:${column}`;
}

function headline(finding: LocatedFinding, context: OutputContext): string {
  const place = context.style('bold', placeOf(finding));
  const severity = context.style(finding.severity, finding.severity.padEnd(7));
  return `${place}  ${severity}  ${context.style('dim', finding.ruleId)}  ${printable(finding.message)}`;
}

function totals({ summary }: CheckResult): string {
  const parts = [count(summary.errors, 'error'), count(summary.warnings, 'warning')];
  if (summary.infos > 0) parts.push(count(summary.infos, 'info'));
  parts.push(`${summary.unknown} unknown`);
  if (summary.suppressed > 0) parts.push(`${summary.suppressed} suppressed`);
  return `${count(summary.files, 'file')}, ${count(summary.objects, 'object')}: ${parts.join(', ')}.`;
}

function nextSteps(result: CheckResult, context: OutputContext): string[] {
  const steps: string[] = [];
  const fixable = result.findings.filter(
    ({ edit, file }) => edit !== undefined && context.isEditable(file),
  ).length;
  if (fixable > 0) steps.push(`${fixable} fixable: ${context.command} check --fix`);
  const [first] = result.findings;
  if (first !== undefined) steps.push(`More: ${context.command} explain ${first.ruleId}`);
  return steps;
}

/** For people: one line and a code frame for each finding, then the totals. */
export function formatText(result: CheckResult, context: OutputContext): string {
  const shown = result.findings.slice(0, context.maxFindings);
  const lines = shown.flatMap(finding => [headline(finding, context), ...codeFrame(finding, context)]);
  const hidden = result.findings.length - shown.length;
  if (hidden > 0) lines.push(`… and ${count(hidden, 'more finding')}; --max-findings shows more`);
  for (const { finding, reason } of result.suppressed) {
    const words = [placeOf(finding), 'suppressed', finding.ruleId, printable(reason)];
    lines.push(context.style('dim', words.join('  ')));
  }
  for (const sentence of result.unusedSuppressions) lines.push(context.style('warning', printable(sentence)));
  if (lines.length > 0) lines.push('');
  lines.push([totals(result), ...nextSteps(result, context)].join('  '));
  return `${lines.join('\n')}\n`;
}
