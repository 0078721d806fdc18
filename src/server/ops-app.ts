import type { Express, NextFunction, Request, Response } from 'express';
import { errorFields } from '../telemetry/error-fields.ts';
import type { Log } from '../telemetry/log.ts';
import type { MetricsPage } from '../telemetry/metrics.ts';
import { bareApp } from './bare-app.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ServerLimits } from './limits.ts';
import { addPolicyApi } from './policy-api.ts';
import type { PolicyServing } from './policy-api.ts';
import { reasonsAgainst } from './readiness.ts';
import type { Readiness } from './readiness.ts';

/** What the operators' listener tells of. */
export interface OpsOptions {
  readonly lifecycle: Lifecycle;
  readonly readiness: Readiness;
  readonly metricsPage: MetricsPage;
  readonly log: Log;
  readonly limits: ServerLimits;
  /** The policy API, when it is to be served. */
  readonly policyApi?: PolicyServing | undefined;
}

function sendLines(response: Response, code: number, lines: readonly string[]): void {
  response
    .status(code)
    .type('text/plain')
    .send(`${lines.join('\n')}\n`);
}

/**
 * Health, metrics and the policy API. The process is alive as long as it answers: neither the API server nor the certificate is asked,
 * since a restart would mend neither.
 */
export function createOpsApp(options: OpsOptions): Express {
  const { lifecycle, readiness, metricsPage, log, policyApi } = options;
  const app = bareApp();
  app.use((_request, response, next) => {
    if (lifecycle.isLeaving) response.setHeader('Connection', 'close');
    next();
  });
  app.get(['/healthz', '/livez'], (_request, response) => sendLines(response, 200, ['ok']));
  app.get('/readyz', (_request, response) => {
    const reasons = reasonsAgainst(readiness, lifecycle.isLeaving);
    if (reasons.length === 0) sendLines(response, 200, ['ok']);
    else sendLines(response, 503, reasons);
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metricsPage.metrics();
    response.setHeader('Content-Type', metricsPage.contentType);
    response.end(text);
  });
  if (policyApi !== undefined) addPolicyApi(app, policyApi, options, options.limits);
  app.use((_request, response) => sendLines(response, 404, ['not found']));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    log.error(errorFields(error), 'a request failed');
    if (response.headersSent) next(error);
    else sendLines(response, 500, ['internal error']);
  });
  return app;
}
