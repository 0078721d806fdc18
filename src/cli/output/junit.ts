import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';

// oxlint-disable-next-line no-control-regex -- XML 1.0 forbids these characters even when escaped
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

function testCase(finding: LocatedFinding): string {
  const place = `${finding.file}:${finding.line}:${finding.column}`;
  const attributes = `name="${escapeXml(finding.ruleId)}" classname="${escapeXml(finding.file)}" file="${escapeXml(finding.file)}" line="${finding.line}"`;
  const text = escapeXml(`${place} ${finding.message}. ${finding.fix}`);
  const body =
    finding.severity === 'error'
      ? `<failure type="${finding.severity}" message="${escapeXml(finding.message)}">${text}</failure>`
      : finding.severity === 'unknown'
        ? `<skipped message="${text}"/>`
        : `<system-out>${text}</system-out>`;
  return `    <testcase ${attributes}>${body}</testcase>\n`;
}

function testSuite(file: string, findings: readonly LocatedFinding[]): string {
  const failures = findings.filter(finding => finding.severity === 'error').length;
  const skipped = findings.filter(finding => finding.severity === 'unknown').length;
  const counts = `tests="${findings.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return `  <testsuite name="${escapeXml(file)}" ${counts}>\n${findings.map(testCase).join('')}  </testsuite>\n`;
}

/** JUnit XML: a suite for each file with findings, a failed case for each error; a clean run has one passed case. */
export function formatJunit(result: CheckResult): string {
  const suites = [...Map.groupBy(result.findings, finding => finding.file)].map(([file, findings]) =>
    testSuite(file, findings),
  );
  if (suites.length === 0) {
    suites.push(
      `  <testsuite name="stowage check" tests="1" failures="0" errors="0" skipped="0">\n    <testcase name="no findings" classname="stowage check"/>\n  </testsuite>\n`,
    );
  }
  const { errors, unknown } = result.summary;
  const tests = Math.max(1, result.findings.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stowage" tests="${tests}" failures="${errors}" errors="0" skipped="${unknown}">\n${suites.join('')}</testsuites>\n`;
}
