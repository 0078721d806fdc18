import { evaluate } from '../core/evaluate.ts';
import type { Finding } from '../core/finding.ts';
import { overrideOf } from '../core/rule-override.ts';
import type { RuleContext } from '../core/rule.ts';
import { OBJECT_RULES, SOURCE_RULES } from '../hooks/all-rules.ts';
import type { LocatedProblem } from '../state/file-state.ts';
import type { Manifest } from '../state/manifest.ts';
import type { LocatedFinding } from './check-result.ts';

function locate(manifest: Manifest, finding: Finding): LocatedFinding {
  const position = manifest.positionOf(finding.path, finding.target);
  const { file } = manifest;
  const { line, column, endLine, endColumn } = position;
  return { ...finding, manifest, file, line, column, endColumn: endLine === line ? endColumn : column + 1 };
}

/** The findings of one manifest, each with its place in the file. */
export function manifestFindings(manifest: Manifest, context: RuleContext): readonly LocatedFinding[] {
  return evaluate(manifest.object, OBJECT_RULES, context).map(finding => locate(manifest, finding));
}

/** Puts what the reader found wrong with the text of a file into the words of its rule. */
export function sourceFindings(problem: LocatedProblem, context: RuleContext): readonly LocatedFinding[] {
  const rule = SOURCE_RULES.find(candidate => candidate.problem === problem.type);
  if (rule === undefined) return [];
  const override = overrideOf(rule.id, undefined, context.settings.rules);
  if (override === 'off') return [];
  const { message, fix } = rule.describe(problem);
  const { file, line, column, endColumn } = problem;
  return [
    {
      ruleId: rule.id,
      severity: override ?? rule.severity,
      object: { apiVersion: '', kind: '', name: '' },
      path: [],
      target: 'value',
      message,
      fix: fix ?? rule.help,
      file,
      line,
      column,
      endColumn,
    },
  ];
}
