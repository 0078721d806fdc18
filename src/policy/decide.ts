import { formatPatches } from '../check/dry-run-json.ts';
import { createdBy, dryRun } from '../check/dry-run.ts';
import type { DryRun } from '../check/dry-run.ts';
import { lostDocuments } from '../check/lost-documents.ts';
import { formatJson } from '../check/result-json.ts';
import { runCheck } from '../check/run-check.ts';
import type { Config } from '../config/config.ts';
import { layerLookups } from '../core/overlay-lookup.ts';
import { ruleContext } from '../hooks/context.ts';
import type { HookContext } from '../hooks/context.ts';
import type { FileState } from '../state/file-state.ts';
import { SEND_LESS, readGiven, tooManyObjects } from './given.ts';
import type { PolicyLimits } from './limits.ts';
import { refusal } from './policy.ts';
import type { PolicyAnswer, PolicyJob } from './policy.ts';

/** What questions are decided on. */
export interface PolicyContext {
  /** The context of the service's hooks. */
  readonly hooks: HookContext;
  readonly ignore: Config['ignore'];
  readonly limits: PolicyLimits;
}

/** The namespace of objects that name none. */
const NAMESPACE = 'default';

/** Documents that do not parse are named up to this many. */
const MAX_LOST = 10;

/** What `stowage check -o json` prints. */
function check(given: FileState, today: string, hooks: HookContext, { ignore }: PolicyContext): PolicyAnswer {
  const context = ruleContext(hooks);
  const result = runCheck({ given, context, ignore, today, suppresses: true, isReported: () => true });
  return { code: 200, text: formatJson(result) };
}

/** What `stowage mutate --patch` prints. */
async function mutate(
  given: FileState,
  hooks: HookContext,
  { limits }: PolicyContext,
): Promise<PolicyAnswer> {
  const lost = lostDocuments(given).slice(0, MAX_LOST);
  if (lost.length > 0) return refusal(400, lost.join('\n'), 'Mend it; /api/v1/check says all that is wrong.');
  const sources = given.manifests.map(({ written }) => written);
  const count = sources.reduce((sum, source) => sum + createdBy(source, NAMESPACE).length, 0);
  if (count > limits.maxObjects) return tooManyObjects(count, limits);
  const runs: DryRun[] = [];
  for (const source of sources) runs.push(...(await dryRun(source, NAMESPACE, hooks)));
  return { code: 200, text: formatPatches(runs) };
}

/** Answers one question as the command line would on the same text and the same state. Rejects on bugs only. */
export async function decide(job: PolicyJob, context: PolicyContext): Promise<PolicyAnswer> {
  const { limits } = context;
  const given = readGiven(job.body, limits);
  if ('code' in given) return given;
  const hooks = { ...context.hooks, lookup: layerLookups(given.store, context.hooks.lookup) };
  const answer =
    job.action === 'check' ? check(given, job.today, hooks, context) : await mutate(given, hooks, context);
  if (answer.text.length <= limits.maxAnswerLength) return answer;
  return refusal(413, `the answer is longer than ${limits.maxAnswerLength} characters`, SEND_LESS);
}
