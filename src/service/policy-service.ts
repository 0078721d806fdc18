import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/config.ts';
import { AppError } from '../core/errors.ts';
import type { Lookup } from '../core/lookup.ts';
import { POLICY_LIMITS } from '../policy/limits.ts';
import { PolicyThread } from '../policy/policy-thread.ts';
import type { PolicyServing } from '../server/policy-api.ts';
import type { ReviewToken } from '../server/token-gate.ts';
import { errorFields } from '../telemetry/error-fields.ts';
import type { Log } from '../telemetry/log.ts';
import type { MetricsRegistry } from '../telemetry/metrics.ts';
import { createPolicyMetrics } from '../telemetry/policy-metrics.ts';

/** What the policy API of a service is made from. */
export interface PolicyServiceOptions {
  readonly config: Config;
  /** The state of the service. */
  readonly lookup: Lookup;
  readonly log: Log;
  readonly registry: MetricsRegistry;
  /** Asks the API server about bearer tokens, when there is one. */
  readonly reviewToken?: ReviewToken;
}

/** The policy API of a service. */
export interface PolicyService {
  /** What the servers take; `undefined` when the API is switched off. */
  readonly serving: PolicyServing | undefined;
  readonly close: () => Promise<void>;
}

const OFF: PolicyService = { serving: undefined, close: () => Promise.resolve() };

function tokenReview({ config, reviewToken }: PolicyServiceOptions): { readonly reviewToken?: ReviewToken } {
  if (config.policyApi !== 'token') return {};
  if (reviewToken === undefined) throw new AppError('ERR_POLICY_NO_TOKEN_REVIEW', {});
  return { reviewToken };
}

/**
 * Makes the policy API as the configuration asks for it; its thread starts with the first question.
 * @throws AppError when tokens are asked for and nobody can review them.
 */
export function createPolicyService(options: PolicyServiceOptions): PolicyService {
  const { config, lookup, log, registry } = options;
  if (config.policyApi === 'off') return OFF;
  const review = tokenReview(options);
  const policy = new PolicyThread({
    lookup,
    settings: settingsOf(config),
    ignore: config.ignore,
    limits: POLICY_LIMITS,
    onFailure: error => log.error(errorFields(error), 'the policy API failed'),
  });
  const serving = {
    policy,
    ...review,
    today: () => new Date().toISOString().slice(0, 10),
    metrics: createPolicyMetrics(registry),
  };
  return { serving, close: async () => await policy.close() };
}
