import type { ServerResponse } from 'node:http';
import type { JsonValue } from '../core/json.ts';

function headersFor(code: number, isLeaving: boolean): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    // kube-apiserver retries by itself when it is told so in seconds, and then had better come over a new connection.
    ...(code === 503 && { 'Retry-After': '1' }),
    ...(code === 405 && { Allow: 'POST' }),
    ...(code === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...((code === 503 || isLeaving) && { Connection: 'close' }),
  };
}

/** Sends text that is JSON with an HTTP status code. */
export function sendJsonText(response: ServerResponse, code: number, text: string, isLeaving: boolean): void {
  response.writeHead(code, { ...headersFor(code, isLeaving), 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

/** Sends JSON with an HTTP status code. */
export function sendJson(response: ServerResponse, code: number, value: JsonValue, isLeaving: boolean): void {
  sendJsonText(response, code, JSON.stringify(value), isLeaving);
}
