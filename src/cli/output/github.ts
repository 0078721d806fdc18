import type { Severity } from '../../core/finding.ts';
import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';

const COMMANDS = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unknown: 'notice',
} as const satisfies Record<Severity, string>;

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function annotation(finding: LocatedFinding): string {
  const properties = [
    `file=${escapeProperty(finding.file)}`,
    `line=${finding.line}`,
    `col=${finding.column}`,
    `endColumn=${finding.endColumn}`,
    `title=${escapeProperty(finding.ruleId)}`,
  ];
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${escapeData(`${finding.message}. ${finding.fix}`)}\n`;
}

/** Workflow commands of GitHub Actions: annotations on the changed lines, without code scanning. */
export function formatGithub(result: CheckResult): string {
  return result.findings.map(annotation).join('');
}
