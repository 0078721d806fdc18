import type { Express, NextFunction, Request, Response } from 'express';
import { errorFields } from '../telemetry/error-fields.ts';
import { bareApp } from './bare-app.ts';
import { callRefusal } from './extender-call.ts';
import { extenderEndpoint } from './extender-endpoint.ts';
import type { ExtenderEndpointOptions } from './extender-endpoint.ts';
import { sendJson } from './send-json.ts';

const VERBS = ['predicate', 'prioritize'] as const;

/** The scheduler extender: the paths of topolvm-scheduler, so that kube-scheduler's configuration may stay as it is. */
export function createExtenderApp(options: ExtenderEndpointOptions): Express {
  const { lifecycle, log } = options;
  const app = bareApp();
  for (const verb of VERBS) app.all(`/${verb}`, extenderEndpoint(verb, options));
  app.get('/status', (_request, response) => {
    if (lifecycle.isLeaving) response.setHeader('Connection', 'close');
    response.type('text/plain').send('ok');
  });
  app.use((_request, response) => {
    sendJson(response, 404, callRefusal(404, 'not found').body, lifecycle.isLeaving);
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    log.error(errorFields(error), 'a call failed');
    if (response.headersSent) next(error);
    else sendJson(response, 500, callRefusal(500, 'stowage failed on this call').body, true);
  });
  return app;
}
