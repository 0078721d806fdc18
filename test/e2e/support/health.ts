import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const TIMEOUT_MS = 2_000;

/** Whether an address answers 200; its certificate is not looked at, because a component makes its own at start. */
export function isHealthy(address: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const options = { timeout: TIMEOUT_MS, agent: false, rejectUnauthorized: false };
  const request = address.startsWith('https:')
    ? httpsRequest(address, options)
    : httpRequest(address, options);
  request.on('response', response => {
    response.resume();
    resolve(response.statusCode === 200);
  });
  request.on('timeout', () => void request.destroy(new Error('timeout')));
  request.on('error', () => resolve(false));
  request.end();
  return promise;
}
