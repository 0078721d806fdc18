import type { ObjectReference } from '../core/kubernetes-object.ts';
import type { Evidence } from './evidence.ts';
import type { Fix, VerdictId } from './explanation.ts';

/** What a verdict has found. */
export interface Cause {
  /** What is wrong here, a clause without a final period. */
  readonly summary: string;
  /** What shows it, one fact a line. */
  readonly proof: readonly string[];
  readonly fixes: readonly Fix[];
}

/** A verdict's answer when it hangs on an object that the given state does not hold. */
export interface Undecided {
  readonly needs: ObjectReference;
}

/** One cause for which a pod waits: data and one function. */
export interface Verdict {
  /** Never reused. */
  readonly id: VerdictId;
  /** The cause in one sentence. */
  readonly summary: string;
  /** How to tell it, and what to do, in a few sentences. */
  readonly help: string;
  /** Address of a public document or thread about it. */
  readonly source: string;
  /** Whether it keeps the pod from running; those that do not only say what it waits for. */
  readonly blocks: boolean;
  /** Whether it can also be told of a claim that no pod uses, and of a pod that was never made. */
  readonly withoutPod: boolean;
  readonly find: (evidence: Evidence) => Cause | Undecided | undefined;
}

/** Defines a verdict. Unless it says otherwise it blocks the pod, and there must be one. */
export function defineVerdict(
  verdict: Omit<Verdict, 'blocks' | 'withoutPod'> & Partial<Pick<Verdict, 'blocks' | 'withoutPod'>>,
): Verdict {
  return { blocks: true, withoutPod: false, ...verdict };
}
