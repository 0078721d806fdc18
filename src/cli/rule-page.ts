import type { Example, InvalidExample, Rule } from '../core/rule.ts';

const WHEN = {
  check: 'In the checker and at admission.',
  manifest: 'In the checker only; the API server never sees it, or refuses it by itself.',
  update: 'At admission of UPDATE and DELETE only.',
  source: 'In the checker only, on the text of the manifest.',
} as const;

function fence(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}

function exampleText(example: Example): string {
  const parts: string[] = [];
  if (example.operation !== undefined) parts.push(`Operation: ${example.operation}.`);
  if (example.old !== undefined) parts.push('The object before:', fence(example.old));
  parts.push(fence(example.yaml));
  if (example.state !== undefined) parts.push('With these objects in the cluster:', fence(example.state));
  return parts.join('\n\n');
}

function findingLine(finding: InvalidExample['findings'][number]): string {
  const place = finding.path === '' ? 'the document' : `\`${finding.path}\``;
  return finding.severity === undefined ? place : `${place} (${finding.severity})`;
}

function invalidText(example: InvalidExample): string {
  return `${exampleText(example)}\n\nFound at ${example.findings.map(findingLine).join(', ')}.`;
}

/** The docs page of a rule in Markdown, made from the rule itself; `stowage explain` prints the same. */
export function rulePage(rule: Rule): string {
  const kinds = 'kinds' in rule ? rule.kinds.join(', ') : 'any file';
  return `# ${rule.id}

${rule.summary}

- **Severity:** ${rule.severity}
- **Looks at:** ${kinds}
- **Runs:** ${WHEN['when' in rule ? rule.when : 'source']}
- **Source:** <${rule.source}>

## Fix

${rule.help}

## Wrong

${rule.examples.invalid.map(invalidText).join('\n\n')}

## Right

${rule.examples.valid.map(exampleText).join('\n\n')}
`;
}

/** The index of all rules in Markdown. */
export function ruleIndexPage(rules: readonly Rule[]): string {
  const rows = rules.map(rule => {
    const kinds = 'kinds' in rule ? rule.kinds.join(', ') : 'any file';
    return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${kinds} | ${rule.summary} |`;
  });
  return `# Rules

${rules.length} rules. An error is denied by the webhook and fails the checker; a warning and an info are only reported.
Change a severity with \`rules\` in [the configuration](../configuration.md).

| rule | severity | looks at | demands |
|---|---|---|---|
${rows.join('\n')}
`;
}
