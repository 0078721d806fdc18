/** What is asked: the findings of `stowage check`, or the patches of `stowage mutate`. */
export type PolicyAction = 'check' | 'mutate';

/** One question to the policy API. */
export interface PolicyJob {
  readonly action: PolicyAction;
  /** Manifests in YAML or JSON, as they came. */
  readonly body: Uint8Array;
  /** `YYYY-MM-DD` in UTC, for ignored findings that end some day. */
  readonly today: string;
}

/** What goes back to a client. */
export interface PolicyAnswer {
  /** The HTTP status code; 200 when the question was answered. */
  readonly code: number;
  /** JSON text: the answer, or why there is none. */
  readonly text: string;
}

/** Answers questions about manifests. */
export interface Policy {
  /** Answers with 503 when too many others wait already. Never rejects. */
  readonly answer: (job: PolicyJob) => Promise<PolicyAnswer>;
}

/** The answer to a question that is not decided: what is wrong, a clause without a final period, and a sentence on what to do. */
export function refusal(code: number, error: string, fix: string): PolicyAnswer {
  return { code, text: `${JSON.stringify({ error, fix }, null, 2)}\n` };
}
