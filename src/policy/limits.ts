/** What one question to the policy API may cost. */
export interface PolicyLimits {
  /** Objects in a body, those of Lists one by one; for `mutate` also those that workloads make. */
  readonly maxObjects: number;
  /** UTF-16 units of an answer. */
  readonly maxAnswerLength: number;
  /** Milliseconds that a question is worked on. */
  readonly maxWorkMs: number;
  /** Questions being worked on or waiting for it. */
  readonly maxJobs: number;
  /** Heap of the thread that works on questions. */
  readonly maxHeapMib: number;
}

/** The limits of a production server. All jobs together take less time than a silent connection is kept. */
export const POLICY_LIMITS: PolicyLimits = {
  maxObjects: 1000,
  maxAnswerLength: 8 * 1024 * 1024,
  maxWorkMs: 5_000,
  maxJobs: 4,
  maxHeapMib: 256,
};
