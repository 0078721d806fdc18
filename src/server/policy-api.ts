import type { Express } from 'express';
import { openApiDocument } from '../policy/openapi.ts';
import { refusal } from '../policy/policy.ts';
import type { Policy } from '../policy/policy.ts';
import { OPENAPI_PATH, QUESTION_ROUTES } from '../policy/routes.ts';
import type { PolicyMetrics } from '../telemetry/policy-metrics.ts';
import { Intake } from './intake.ts';
import type { ServerLimits } from './limits.ts';
import { policyEndpoint } from './policy-endpoint.ts';
import type { PolicyEndpointOptions } from './policy-endpoint.ts';
import { sendJson, sendJsonText } from './send-json.ts';
import { TokenGate } from './token-gate.ts';
import type { ReviewToken } from './token-gate.ts';

const MIB = 1024 * 1024;

/** What the policy API is served from. */
export interface PolicyServing {
  readonly policy: Policy;
  /** Reviews the bearer token that every caller then needs; absent when everybody may ask. */
  readonly reviewToken?: ReviewToken;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly metrics: PolicyMetrics;
}

const CANNOT_REVIEW =
  'a token could not be reviewed; the account of the service needs the verb create on tokenreviews';

type Shared = Pick<PolicyEndpointOptions, 'lifecycle' | 'readiness' | 'log'>;

/** Bodies for the policy API take none of the room that reviews have. */
const BODY_ROOM = { maxConcurrentReviews: 4, maxBufferedBytes: 16 * MIB } as const;

/** Adds the policy API to an application. */
export function addPolicyApi(
  app: Express,
  { policy, reviewToken, today, metrics }: PolicyServing,
  shared: Shared,
  listenerLimits: ServerLimits,
): void {
  const limits = { ...listenerLimits, ...BODY_ROOM };
  // Whatever was thrown may quote the token, so nothing but its class is logged.
  function onFailure(error: unknown): void {
    shared.log.error({ error: error instanceof Error ? error.name : typeof error }, CANNOT_REVIEW);
  }
  const gate = reviewToken && new TokenGate(reviewToken, onFailure);
  const options = { ...shared, policy, gate, today, metrics, limits, intake: new Intake(limits) };
  const description = openApiDocument();
  for (const { path, action } of QUESTION_ROUTES) app.all(path, policyEndpoint(action, options));
  app.get(OPENAPI_PATH, (_request, response) => {
    sendJson(response, 200, description, shared.lifecycle.isLeaving);
  });
  app.use('/api', (_request, response) => {
    const { code, text } = refusal(404, 'there is no such path', `${OPENAPI_PATH} lists them.`);
    sendJsonText(response, code, text, shared.lifecycle.isLeaving);
  });
}
