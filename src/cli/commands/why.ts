import type { JsonObject } from '../../core/json.ts';
import { openCluster } from '../../explain/cluster.ts';
import { explainAll } from '../../explain/explain-all.ts';
import { explainObject } from '../../explain/explain-object.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { explanationJson } from '../../explain/explanation-json.ts';
import type { ReadFrom } from '../../explain/explanation-json.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadContext, loadInputs, refuseUnreadable } from '../inputs.ts';
import type { InputFlags } from '../inputs.ts';
import { explainContext } from '../scheduler-view.ts';
import { styler, takesColor } from '../style.ts';
import type { ColorMode } from '../style.ts';
import { UsageError } from '../usage-error.ts';
import { explanationText } from '../why/explanation-text.ts';
import { manyText } from '../why/many-text.ts';
import { predict } from '../why/predict.ts';
import { requireState } from '../why/require-state.ts';
import { findSubject, parseSubject } from '../why/subject-argument.ts';
import { formatData } from '../write-data.ts';

/** Flags of `why`. */
export interface WhyFlags extends InputFlags {
  readonly allNamespaces?: boolean;
  readonly output: 'text' | 'json' | 'yaml';
  readonly color: ColorMode;
}

async function predictAll(environment: Environment, flags: WhyFlags): Promise<readonly Explanation[]> {
  const { given, context, unreadable } = await loadInputs(environment, [], flags);
  refuseUnreadable(unreadable, given);
  const found: Explanation[] = [];
  for (const { written } of given.manifests)
    found.push(...(await predict(written, flags.namespace, context, environment.now())));
  if (found.length > 0) return found;
  throw new UsageError('the files given make no pod', 'Name a Pod or a workload with -f.');
}

async function explainState(
  environment: Environment,
  words: readonly string[],
  flags: WhyFlags,
): Promise<readonly Explanation[]> {
  const subject = flags.allNamespaces === true ? undefined : parseSubject(words);
  const { context } = await loadContext(environment, flags);
  const cluster = openCluster(explainContext(context, environment.now()));
  if (subject === undefined) return explainAll(cluster);
  return [explainObject(findSubject(subject, flags.namespace, context.lookup), cluster)];
}

function jsonOf(explanations: readonly Explanation[], from: ReadFrom): JsonObject {
  const items = explanations.map(explanation => explanationJson(explanation, from));
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return { apiVersion: 'stowage.dev/v1', kind: 'ExplanationList', items };
}

function textOf(
  environment: Environment,
  explanations: readonly Explanation[],
  from: ReadFrom,
  flags: WhyFlags,
): string {
  const now = environment.now();
  if (flags.allNamespaces === true) return manyText(explanations, now, environment.command);
  const style = styler(takesColor(environment.stdout, flags.color, environment.variables));
  const context = { ...from, now, command: environment.command, style };
  return explanations.map(explanation => explanationText(explanation, context)).join('\n');
}

function exitCodeOf(explanations: readonly Explanation[]): number {
  if (explanations.some(({ verdict }) => verdict.blocked === true)) return EXIT.no;
  return explanations.some(({ verdict }) => verdict.blocked === undefined) ? EXIT.unknown : EXIT.yes;
}

function refuseMixtures(words: readonly string[], { allNamespaces, filename }: WhyFlags): void {
  const asked = [words.length > 0, allNamespaces === true, filename !== undefined].filter(Boolean).length;
  if (asked === 1) return;
  const message = asked === 0 ? 'nothing to explain' : 'only one of an object, -A and -f can be explained';
  throw new UsageError(message, 'Write pod/NAME, pvc/NAME, sts/NAME or deploy/NAME, -A, or -f FILE.');
}

/** `stowage why`: explains why a pod waits. Exit code 1 when it is blocked, 3 when it could not be found out. */
export async function whyCommand(
  environment: Environment,
  words: readonly string[],
  flags: WhyFlags,
): Promise<number> {
  refuseMixtures(words, flags);
  const state = requireState(flags);
  const explanations =
    flags.filename === undefined
      ? await explainState(environment, words, flags)
      : await predictAll(environment, flags);
  const from = { readAt: environment.now(), context: `state ${state.join(', ')}` };
  const text =
    flags.output === 'text'
      ? textOf(environment, explanations, from, flags)
      : formatData(jsonOf(explanations, from), flags.output);
  environment.stdout.write(text);
  return exitCodeOf(explanations);
}
