import type { ServerResponse } from 'node:http';
import type { JsonValue } from '../core/json.ts';

function headersFor(code: number, isLeaving: boolean): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    // kube-apiserver retries by itself when it is told so in seconds, and then had better come over a new connection.
    ...(code === 503 && { 'Retry-After': '1' }),
    ...(code === 405 && { Allow: 'POST' }),
    ...((code === 503 || isLeaving) && { Connection: 'close' }),
  };
}

/** Sends JSON with an HTTP status code. */
export function sendJson(response: ServerResponse, code: number, value: JsonValue, isLeaving: boolean): void {
  const body = JSON.stringify(value);
  response.writeHead(code, { ...headersFor(code, isLeaving), 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
