import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';
import { runCheck } from '../../check/run-check.ts';
import type { RuleSeverity, Severity } from '../../core/finding.ts';
import { ruleContext } from '../../hooks/context.ts';
import { fixDiff, writeFixes } from '../check/fix-output.ts';
import { fix } from '../check/fix.ts';
import type { FixResult } from '../check/fix.ts';
import { outputContext, parseOutputs, writeOutputs } from '../check/outputs.ts';
import { progressLine } from '../check/progress.ts';
import { keepYoungGenerationSmall } from '../check/young-generation.ts';
import { ruleSwitches } from '../check/rule-switches.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadInputs, unreadableSentences } from '../inputs.ts';
import type { InputFlags, Inputs } from '../inputs.ts';
import type { ColorMode } from '../style.ts';
import { refuseUnknownRule } from '../unknown-rule.ts';
import { UsageError } from '../usage-error.ts';

/** Flags of `check`. */
export interface CheckFlags extends InputFlags {
  readonly output?: readonly string[];
  readonly rules?: readonly string[];
  readonly minSeverity: RuleSeverity;
  readonly failOn: RuleSeverity | 'never';
  readonly strictUnknown?: boolean;
  readonly suppress: boolean;
  readonly maxFindings: string;
  readonly fix?: 'write' | 'diff';
  readonly color: ColorMode;
}

const RANKS: Readonly<Record<RuleSeverity, number>> = { error: 0, warning: 1, info: 2 };

function reaches(severity: Severity, level: RuleSeverity): boolean {
  return severity !== 'unknown' && RANKS[severity] <= RANKS[level];
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new UsageError(`--max-findings: "${text}" is not a whole number`);
}

function exitCodeOf({ findings }: CheckResult, { failOn, strictUnknown }: CheckFlags): number {
  const fails = ({ severity }: LocatedFinding) =>
    (failOn !== 'never' && reaches(severity, failOn)) || (strictUnknown === true && severity === 'unknown');
  return findings.some(fails) ? EXIT.no : EXIT.yes;
}

function check(environment: Environment, { given, config, context }: Inputs, flags: CheckFlags): CheckResult {
  const settings = {
    ...context.settings,
    rules: [...context.settings.rules, ...ruleSwitches(flags.rules ?? [])],
  };
  const progress = progressLine(environment.stderr, () => performance.now());
  const result = runCheck({
    given,
    context: ruleContext({ ...context, settings }),
    ignore: config.ignore,
    today: environment.now().toISOString().slice(0, 10),
    suppresses: flags.suppress,
    isReported: ({ severity }) => severity === 'unknown' || reaches(severity, flags.minSeverity),
    onProgress: progress.update,
  });
  progress.end();
  return result;
}

async function checkAndMend(environment: Environment, inputs: Inputs, flags: CheckFlags): Promise<FixResult> {
  const fixed = fix(inputs, next => check(environment, next, flags));
  if (flags.fix === 'diff') environment.stdout.write(fixDiff(inputs, fixed));
  else await writeFixes(environment, fixed);
  return fixed;
}

/** `stowage check`: checks manifests with the rules of the webhook. */
export async function checkCommand(
  environment: Environment,
  paths: readonly string[],
  flags: CheckFlags,
): Promise<number> {
  keepYoungGenerationSmall();
  const outputs = parseOutputs(flags.output ?? [], environment.variables);
  const maxFindings = parseCount(flags.maxFindings);
  const inputs = await loadInputs(environment, paths, flags);
  for (const { rule } of inputs.config.rules) refuseUnknownRule(rule, 'rules in the configuration');
  for (const { rule } of inputs.config.ignore) refuseUnknownRule(rule, 'ignore in the configuration');
  const fixed = flags.fix === undefined ? undefined : await checkAndMend(environment, inputs, flags);
  const result = fixed?.result ?? check(environment, inputs, flags);
  if (flags.fix !== 'diff') {
    const context = outputContext(environment, fixed?.inputs ?? inputs, { ...flags, maxFindings });
    await writeOutputs(environment, outputs, result, context);
  }
  for (const sentence of unreadableSentences(inputs.unreadable)) {
    environment.stderr.write(`error: ${sentence}\n`);
  }
  if (inputs.unreadable.length > 0) return EXIT.usage;
  if (flags.fix === 'diff') return fixed?.texts.size === 0 ? EXIT.yes : EXIT.no;
  return exitCodeOf(result, flags);
}
