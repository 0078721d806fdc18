import type { Rule } from '../core/rule.ts';
import { DRIVERS } from '../drivers/registry.ts';
import { HOOKS } from '../hooks/registry.ts';
import { exampleFindings } from './rule-example.ts';
import type { ExampleFinding } from './rule-example.ts';
import { exampleText, findingText, withoutHtml } from './rule-example-text.ts';

const WORKLOADS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

/** Files that are no Kubernetes objects, by the kind that rules know them as. */
const FILE_NAMES: ReadonlyMap<string, string> = new Map([
  ['LvmdConfig', 'lvmd.yaml'],
  ['HelmValues', 'values of the IOMesh charts (`--helm-values`)'],
]);

const WHERE = {
  both: 'in the checker and at admission',
  checker: 'in the checker only',
  text: 'in the checker only, on the text of the file',
  CREATE: 'at admission of CREATE only',
  UPDATE: 'at admission of UPDATE only',
  DELETE: 'at admission of DELETE only',
} as const;

function isHooked(rule: Rule): boolean {
  if (!('kinds' in rule)) return false;
  return rule.kinds.includes('*') || HOOKS.some(hook => rule.kinds.includes(hook.kind));
}

function whereOf(rule: Rule): keyof typeof WHERE {
  if (!('when' in rule)) return 'text';
  if (rule.when === 'manifest') return 'checker';
  if (rule.when === 'check') return isHooked(rule) ? 'both' : 'checker';
  return rule.when;
}

function kindsText(rule: Rule): string {
  if (!('kinds' in rule)) return 'the text of every file';
  if (rule.kinds.includes('*')) return 'every object';
  const hasAllWorkloads = WORKLOADS.every(kind => rule.kinds.includes(kind));
  const kinds = hasAllWorkloads ? rule.kinds.filter(kind => !WORKLOADS.includes(kind)) : rule.kinds;
  const names = kinds.map(kind => FILE_NAMES.get(kind) ?? kind);
  return [...names, ...(hasAllWorkloads ? ['Pod', 'every workload'] : [])].join(', ');
}

function fixText(rule: Rule, findings: readonly ExampleFinding[]): string {
  const help = withoutHtml(rule.help);
  const isMendable = findings.some(finding => finding.isMendable);
  return isMendable ? `${help} Where the fix is certain, \`stowage check PATH --fix\` makes it.` : help;
}

function exceptionText(rule: Rule): string {
  const comment = `write \`# stowage:ignore ${rule.id} -- reason\` on the line or above it`;
  const annotation = `give the object the annotation \`stowage.dev/bypass: "${rule.id}: reason"\``;
  const ways = {
    both: `In a manifest, ${comment}. At admission, ${annotation}.`,
    checker: `In a manifest, ${comment}.`,
    text: `In a manifest, ${comment}.`,
    CREATE: `For one object, ${annotation}.`,
    UPDATE: `For one object, first ${annotation}.`,
    DELETE: `For one object, first ${annotation}.`,
  } as const;
  const setting = `\`rules: [{ rule: ${rule.id}, severity: 'off' }]\``;
  return `${ways[whereOf(rule)]} To switch the rule off everywhere, set ${setting} in \`.stowage.yaml\`.`;
}

/** The docs page of a rule in Markdown, made from the rule itself; `stowage explain` prints the same. */
export function rulePage(rule: Rule): string {
  const { valid, invalid } = rule.examples;
  const found = invalid.map(example => exampleFindings(rule, example));
  const wrong = invalid.map((example, index) => {
    const findings = (found[index] ?? []).map(finding => findingText(finding, example, rule));
    return `${exampleText(example, invalid.slice(0, index))}\n\n${findings.join('\n')}`;
  });
  const right = valid.map((example, index) => exampleText(example, [...invalid, ...valid.slice(0, index)]));
  return `# ${rule.id}

${withoutHtml(rule.summary)}

- **Severity:** ${rule.severity}
- **Looks at:** ${kindsText(rule)}
- **Runs:** ${WHERE[whereOf(rule)]}
- **Source:** <${rule.source}>

## Fix

${fixText(rule, found.flat())}

## Wrong

${wrong.join('\n\n')}

## Right

${right.join('\n\n')}

## When it does not apply

${exceptionText(rule)}
`;
}

function groupOf(rule: Rule): string {
  return DRIVERS.find(driver => driver.rules.some(({ id }) => id === rule.id))?.title ?? 'Every driver';
}

function tableRow(rule: Rule): string {
  return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${kindsText(rule)} | ${withoutHtml(rule.summary)} |`;
}

/** The index of all rules in Markdown, by driver. */
export function ruleIndexPage(rules: readonly Rule[]): string {
  const groups = [...Map.groupBy(rules, groupOf)].map(
    ([title, group]) => `## ${title}

| rule | severity | looks at | demands |
|---|---|---|---|
${group.map(tableRow).join('\n')}
`,
  );
  return `# Rules

${rules.length} rules. An error fails the checker, and the webhook denies objects that have one. A warning is only
reported; an info is reported by the checker alone.
Change a severity with \`rules\` in [the configuration](../configuration.md).

${groups.join('\n')}`;
}
