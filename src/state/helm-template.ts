import type { SourceRange } from './source-node.ts';

/**
 * An action that only Helm knows; other tools' templates (alerting rules, workflows) are valid YAML and are
 * checked.
 */
const HELM_ACTION = new RegExp(
  [
    String.raw`\{\{[^{}\r\n]{0,200}?`,
    String.raw`(?:\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\b(?:include|tpl|toYaml|n?indent)\b)`,
    String.raw`[^{}\r\n]{0,200}(?:\}\})?`,
  ].join(''),
);

const ANY_ACTION = /\{\{[^\r\n]{0,200}?(?:\}\}|(?=[\r\n]|$))/;
const ACTION_LINE = /^[ \t]*\{\{/m;

function rangeOf(match: RegExpExecArray | null): SourceRange | undefined {
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

/** The first action that makes a text a Helm template; `undefined` for all other texts. */
export function findHelmAction(text: string): SourceRange | undefined {
  return text.includes('{{') ? rangeOf(HELM_ACTION.exec(text)) : undefined;
}

/**
 * The first template action of a text that does not parse, when that is why: its failing line holds an
 * action, or an action begins a line.
 * @param failingLine the line at which the parser gave up
 */
export function findTemplateAction(text: string, failingLine: string): SourceRange | undefined {
  if (!text.includes('{{')) return undefined;
  return failingLine.includes('{{') || ACTION_LINE.test(text) ? rangeOf(ANY_ACTION.exec(text)) : undefined;
}
