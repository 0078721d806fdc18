import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import type { Example, InvalidExample, Rule } from '../core/rule.ts';
import type { ExampleFinding } from './rule-example.ts';

/** What stands at the top of an example of a file that is no Kubernetes object; users write no such lines. */
const FILE_MARK = /^apiVersion: stowage\.dev\/file\nkind: \w+\n/;
const FILE_MARK_LINES = 2;

/** Puts words in angle brackets into code: Markdown takes them for HTML and hides them. */
export function withoutHtml(text: string): string {
  return text.replaceAll(/(?<!`)<[^<>\s]+>(?!`)/g, '`$&`');
}

function sentence(text: string): string {
  return withoutHtml(/[.!?]$/.test(text) ? text : `${text}.`);
}

function fence(text: string, language = 'yaml'): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function withoutMark(yaml: string): string {
  return yaml.trim().replace(FILE_MARK, '');
}

/** Long objects that differ in one line are shown as that line with its surroundings. */
function changeText(before: string, after: string): string {
  const patch = createTwoFilesPatch('', '', `${before.trim()}\n`, `${after.trim()}\n`, '', '', {
    context: 3,
    headerOptions: OMIT_HEADERS,
  });
  const [, ...hunks] = patch.split(/^@@.*\n/m);
  return hunks.join(' …\n');
}

function documentText({ yaml, old, operation }: Example): string {
  if (old !== undefined) return `An update:\n\n${fence(changeText(old, yaml), 'diff')}`;
  return `${operation === 'DELETE' ? 'Deleting:\n\n' : ''}${fence(withoutMark(yaml))}`;
}

function stateText({ state, live = false }: Example, earlier: readonly Example[]): readonly string[] {
  if (state === undefined) return live ? ['With nothing else in the cluster.'] : [];
  const shownBefore = earlier.findLast(example => example.state !== undefined);
  if (shownBefore?.state === state) return ['With the same objects in the cluster.'];
  return [`With these objects in the cluster${live ? ', and no others' : ''}:`, fence(withoutMark(state))];
}

function settingsText({ settings = {} }: Example): readonly string[] {
  const options = Object.entries(settings).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  return options.length === 0 ? [] : [`With the configuration ${options.join(', ')}.`];
}

/** An example in Markdown. What the page has shown of the cluster just before is not shown again. */
export function exampleText(example: Example, earlier: readonly Example[]): string {
  return [documentText(example), ...stateText(example, earlier), ...settingsText(example)].join('\n\n');
}

/** Only manifests have lines; an update and a deletion are seen at admission. */
function lineText({ line }: ExampleFinding, { yaml, operation }: Example): readonly string[] {
  if (operation !== undefined) return [];
  const cut = FILE_MARK.test(yaml.trim()) ? FILE_MARK_LINES : 0;
  return [`line ${Math.max(1, line - cut)}`];
}

/** A finding as an item of a Markdown list: where, what is wrong, and the fix unless it is the rule's own. */
export function findingText(finding: ExampleFinding, example: InvalidExample, rule: Rule): string {
  const { field, severity, message, fix } = finding;
  const place = [...lineText(finding, example), ...(field === '' || field === '.' ? [] : [`\`${field}\``])];
  const head = [place.join(', '), ...(severity === rule.severity ? [] : [severity])].filter(
    part => part !== '',
  );
  const own = fix === rule.help ? '' : ` ${sentence(fix)}`;
  return `- ${[...head, sentence(message)].join(': ')}${own}`;
}
