import express from 'express';
import type { Express } from 'express';

/** An Express application that adds nothing of its own to answers: no banner, no ETag, no stack of an error. */
export function bareApp(): Express {
  const app = express();
  app.set('env', 'production');
  app.set('query parser', false);
  app.set('etag', false);
  app.disable('x-powered-by');
  return app;
}
