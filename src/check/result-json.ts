import type { JsonObject } from '../core/json.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { CheckResult, LocatedFinding } from './check-result.ts';

function findingJson(finding: LocatedFinding): JsonObject {
  const { apiVersion, kind, namespace, name } = finding.object;
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    file: finding.file,
    line: finding.line,
    column: finding.column,
    endColumn: finding.endColumn,
    path: formatPointer(finding.path),
    message: finding.message,
    fix: finding.fix,
    object: { apiVersion, kind, ...(namespace !== undefined && { namespace }), name },
  };
}

/** The result as plain data; the shape is stable. */
export function resultJson(result: CheckResult): JsonObject {
  return { findings: result.findings.map(findingJson), summary: { ...result.summary } };
}

/** The findings and the summary as JSON text, for programs. */
export function formatJson(result: CheckResult): string {
  return `${JSON.stringify(resultJson(result), null, 2)}\n`;
}
