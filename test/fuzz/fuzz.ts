import { decodeAdmissionReview } from '../../src/core/admission-request.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { HOOKS } from '../../src/hooks/registry.ts';
import { review } from '../../src/hooks/review.ts';
import { contextOf } from '../support/objects.ts';
import { exampleObjects, seeds, USED } from './corpus.ts';
import { mutate, mutateText } from './mutate.ts';
import { Random } from './random.ts';
import { verify } from './verify.ts';

/** How long a run goes on. */
export interface FuzzOptions {
  readonly seed: number;
  /** Reviews at most. */
  readonly count: number;
  /** Milliseconds at most. */
  readonly milliseconds: number;
}

/** What a run did. */
export interface FuzzReport {
  readonly reviews: number;
  /** Reviews that were well-formed and reached a hook. */
  readonly decided: number;
  readonly denied: number;
  readonly patched: number;
}

const MUTATING = new Set(HOOKS.filter(hook => hook.type === 'mutating').map(hook => hook.path));
const PATHS = [...HOOKS.map(hook => hook.path), '/unknown'];

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * Sends generated and mutated reviews through decoding, the hooks and encoding: nothing may throw, every answer must be one that
 * kube-apiserver accepts, every patch must apply, and on its own output a hook patches nothing. Throws with the review's text.
 */
export function fuzz({ seed, count, milliseconds }: FuzzOptions): FuzzReport {
  const random = new Random(seed);
  const corpus = seeds();
  const context = contextOf([...exampleObjects(), ...USED]);
  const end = performance.now() + milliseconds;
  const report = { reviews: 0, decided: 0, denied: 0, patched: 0 };
  while (report.reviews < count && performance.now() < end) {
    const chosen = random.pick(corpus);
    let value: JsonValue = chosen.review;
    for (let step = random.below(5); step > 0; step--) value = mutate(value, random);
    const text = random.below(20) === 0 ? mutateText(JSON.stringify(value), random) : JSON.stringify(value);
    const path = random.below(50) === 0 ? random.pick(PATHS) : chosen.path;
    report.reviews++;
    try {
      const body = parse(text);
      const request = body === undefined ? undefined : decodeAdmissionReview(body);
      if (request === undefined || 'error' in request) continue;
      report.decided++;
      const answer = review(path, request, context);
      const after = verify(request, answer, MUTATING.has(path));
      if (!answer.allowed) report.denied++;
      if (after === undefined) continue;
      report.patched++;
      const again = review(path, { ...request, object: after }, context);
      if (again.patch !== undefined) throw new Error(`a second patch: ${JSON.stringify(again.patch)}`);
    } catch (error) {
      throw new Error(`seed ${seed}, review ${report.reviews}, ${path}: ${String(error)}\n${text}`, {
        cause: error,
      });
    }
  }
  return report;
}
