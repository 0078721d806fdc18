import type { Express, NextFunction, Request, Response } from 'express';
import { errored } from '../core/admission-response.ts';
import { errorFields } from '../telemetry/error-fields.ts';
import { admissionEndpoint } from './admission-endpoint.ts';
import type { EndpointOptions } from './admission-endpoint.ts';
import { bareApp } from './bare-app.ts';
import type { HookTable } from './hook-function.ts';
import { sendReview } from './send-review.ts';

/** How metrics name the paths that are not in the table; their own names would let strangers make up metrics. */
const UNKNOWN_WEBHOOK = 'unknown';

/** The webhooks: one route for each hook, and everything else is allowed. */
export function createWebhookApp(hooks: HookTable, options: EndpointOptions): Express {
  const app = bareApp();
  for (const [path, hook] of hooks) app.all(path, admissionEndpoint({ webhook: path, hook }, options));
  app.use(admissionEndpoint({ webhook: UNKNOWN_WEBHOOK }, options));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    options.log.error(errorFields(error), 'a request failed');
    if (response.headersSent) next(error);
    else sendReview(response, 500, errored('', 500, 'stowage failed on this request'), true);
  });
  return app;
}
