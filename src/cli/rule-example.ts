import { evaluate } from '../core/evaluate.ts';
import type { Severity } from '../core/finding.ts';
import { formatFieldPath } from '../core/json-pointer.ts';
import { ObjectStore } from '../core/object-store.ts';
import type { Example, ObjectRule, Rule, RuleContext, SourceRule } from '../core/rule.ts';
import { DEFAULT_SETTINGS } from '../core/settings.ts';
import { ruleContext } from '../hooks/context.ts';
import { stateOf } from '../state/file-state.ts';
import type { FileState } from '../state/file-state.ts';
import { parseYaml } from '../state/parse-yaml.ts';

/** What a rule says of one of its own examples. */
export interface ExampleFinding {
  /** Counts from 1, in the trimmed text. */
  readonly line: number;
  /** The field as people write it; empty for findings on the text itself. */
  readonly field: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  /** Whether `check --fix` mends it. */
  readonly isMendable: boolean;
}

function read(text: string | undefined): FileState {
  return stateOf(text === undefined ? [] : [{ file: 'example.yaml', text: `${text.trim()}\n` }]);
}

function contextOf(example: Example, given: FileState): RuleContext {
  const lookup = new ObjectStore(example.live === true ? { complete: 'all' } : {});
  for (const { object } of [...read(example.state).manifests, ...given.manifests]) lookup.set(object);
  const context = ruleContext({ lookup, settings: { ...DEFAULT_SETTINGS, ...example.settings }, parseYaml });
  const { operation } = example;
  if (operation === undefined) return context;
  const [old] = operation === 'DELETE' ? given.manifests : read(example.old).manifests;
  return { ...context, request: { operation, ...(old !== undefined && { oldObject: old.object }) } };
}

function objectFindings(rule: ObjectRule, example: Example): readonly ExampleFinding[] {
  const given = read(example.yaml);
  const context = contextOf(example, given);
  return given.manifests.flatMap(manifest =>
    evaluate(manifest.object, [rule], context).map(({ path, target, severity, message, fix, edit }) => ({
      line: manifest.positionOf(path, target).line,
      field: formatFieldPath(path),
      severity,
      message,
      fix,
      isMendable: edit !== undefined,
    })),
  );
}

function sourceFindings(rule: SourceRule, example: Example): readonly ExampleFinding[] {
  const problems = read(example.yaml).problems.filter(({ type }) => type === rule.problem);
  return problems.map(problem => ({
    line: problem.line,
    field: '',
    severity: rule.severity,
    fix: rule.help,
    isMendable: false,
    ...rule.describe(problem),
  }));
}

/** Runs a rule on one of its own examples, as the checker, or for an operation the webhook, would; in the order of lines. */
export function exampleFindings(rule: Rule, example: Example): readonly ExampleFinding[] {
  const findings = 'check' in rule ? objectFindings(rule, example) : sourceFindings(rule, example);
  return findings.toSorted((left, right) => left.line - right.line);
}
