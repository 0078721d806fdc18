import { cleanLine } from '../core/clean-text.ts';
import type { JsonValue } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import { decodeExtenderArguments } from '../scheduler/extender-arguments.ts';
import type { ExtenderArguments } from '../scheduler/extender-arguments.ts';
import { encodeFilterResult, encodePriorities } from '../scheduler/extender-result.ts';
import type { Extender } from '../scheduler/extender.ts';
import type { Verdict } from '../scheduler/predicate.ts';
import { errorFields } from '../telemetry/error-fields.ts';
import type { ExtenderMetrics } from '../telemetry/extender-metrics.ts';
import type { Log } from '../telemetry/log.ts';
import type { ServerLimits } from './limits.ts';
import { parseBody } from './parse-body.ts';

/** What kube-scheduler asks for; also the paths. */
export type Verb = 'predicate' | 'prioritize';

/** What goes back to kube-scheduler. */
export interface CallAnswer {
  /** The HTTP status code; anything but 200 fails the pod's scheduling cycle. */
  readonly code: number;
  readonly body: JsonValue;
  /** What the log says of it. */
  readonly fields: object;
}

/** What decides, and where that is reported. */
export interface Deciding {
  readonly extender: Extender;
  readonly log: Log;
  readonly metrics: ExtenderMetrics;
}

const NAME_LIMIT = 253;

/** The answer when nothing could be decided. */
export function callRefusal(code: number, reason: string): CallAnswer {
  return { code, body: { Error: reason }, fields: { reason } };
}

function podFields({ pod, candidates }: ExtenderArguments): object {
  const count = candidates.form === 'names' ? candidates.names.length : candidates.objects.length;
  return {
    namespace: cleanLine(namespaceOf(pod) ?? '', NAME_LIMIT),
    name: cleanLine(nameOf(pod), NAME_LIMIT),
    nodes: count,
  };
}

/** How many nodes were refused for each reason, as kube-scheduler says it in its own message. */
function refusedBy({ failed, unresolvable }: Verdict): readonly string[] {
  const counts = new Map<string, number>();
  for (const reasons of [failed, unresolvable]) {
    for (const reason of reasons.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${count} ${reason}`);
}

async function filter(call: ExtenderArguments, { extender, metrics }: Deciding): Promise<CallAnswer> {
  const verdict = await extender.predicate(call);
  metrics.judged(verdict.passed.length, verdict.failed.size + verdict.unresolvable.size);
  return {
    code: 200,
    body: encodeFilterResult(verdict, call.candidates),
    fields: { ...podFields(call), passed: verdict.passed.length, refused: refusedBy(verdict) },
  };
}

function score(call: ExtenderArguments, { extender }: Deciding): CallAnswer {
  return { code: 200, body: encodePriorities(extender.prioritize(call)), fields: podFields(call) };
}

/** Decides a call. One that throws costs this pod one scheduling cycle, never the process. */
export async function answerCall(
  verb: Verb,
  body: Buffer,
  limits: ServerLimits,
  deciding: Deciding,
): Promise<CallAnswer> {
  const parsed = parseBody(body, limits);
  const call = 'error' in parsed ? parsed : decodeExtenderArguments(parsed.value);
  if ('error' in call) return callRefusal(400, call.error);
  try {
    return verb === 'predicate' ? await filter(call, deciding) : score(call, deciding);
  } catch (error) {
    deciding.metrics.panicked();
    deciding.log.error({ verb, ...podFields(call), ...errorFields(error) }, 'the extender failed');
    return callRefusal(500, 'stowage failed on this call; its log has the details');
  }
}
