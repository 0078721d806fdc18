import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { ApiAnswer, ApiClient, ApiRequest, ApiStream, Patience } from './api-request.ts';
import { connectionOf } from './connection.ts';
import type { Connection } from './connection.ts';
import { readJson } from './read-json.ts';
import { SilenceError } from './silence-error.ts';

/** For answers that are there at once or not at all. */
const CALL_PATIENCE: Patience = { headMs: 8_000, silenceMs: 4_000 };
const CALL_TIMEOUT_MS = 10_000;

function urlOf({ address }: Connection, { path, query }: ApiRequest): URL {
  const url = new URL(address.pathname.replace(/\/$/, '') + path, address);
  for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
  return url;
}

function retryAfterMs(message: IncomingMessage): number | undefined {
  const seconds = Number(message.headers['retry-after'] ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

async function* chunksOf(message: IncomingMessage, silenceMs: number, clock: Clock): AsyncGenerator<Buffer> {
  const waitForMore = () => clock.after(silenceMs, () => message.destroy(new SilenceError(silenceMs)));
  let stopWaiting = waitForMore();
  try {
    for await (const chunk of message) {
      stopWaiting();
      yield chunk;
      stopWaiting = waitForMore();
    }
  } finally {
    stopWaiting();
    message.destroy();
  }
}

/** A connection out of the pool turned out to be closed by the other side. */
class RestedError extends Error {
  override readonly name = 'RestedError';
  override readonly cause: Error;

  constructor(cause: Error) {
    super(cause.message);
    this.cause = cause;
  }
}

function restedError(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' ? new RestedError(error) : error;
}

interface Sending {
  readonly url: URL;
  readonly options: RequestOptions;
  readonly body: string | undefined;
  readonly headMs: number;
}

/** Sends; resolves with the head of the answer. */
async function send({ url, options, body, headMs }: Sending, clock: Clock): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
  const stopWaiting = clock.after(headMs, () => outgoing.destroy(new SilenceError(headMs)));
  outgoing.once('response', resolve);
  outgoing.on('error', error => reject(outgoing.reusedSocket ? restedError(error) : error));
  outgoing.end(body);
  try {
    return await promise;
  } finally {
    stopWaiting();
  }
}

/** Asks once more on a fresh connection when it is safe to. */
async function sendSafely(sending: Sending, clock: Clock): Promise<IncomingMessage> {
  try {
    return await send(sending, clock);
  } catch (error) {
    if (!(error instanceof RestedError)) throw error;
    if (sending.options.method !== 'GET' || sending.options.signal?.aborted === true) throw error.cause;
    return await send({ ...sending, options: { ...sending.options, agent: false } }, clock);
  }
}

async function optionsFor(
  connection: Connection,
  request: ApiRequest,
  body: string | undefined,
  signal: AbortSignal,
): Promise<RequestOptions> {
  const options = await connection.options();
  const { method = 'GET', accept = 'application/json', contentType = 'application/json' } = request;
  const headers = {
    ...options.headers,
    Accept: accept,
    'User-Agent': 'stowage',
    // Node sends the body of a DELETE neither in chunks nor with its length by itself.
    ...(body !== undefined && { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) }),
  };
  return { ...options, method, headers, signal };
}

/** Makes a client for the current context of a kubeconfig; nothing is sent yet. */
export function createApiClient(kubeConfig: KubeConfig, clock: Clock = SYSTEM_CLOCK): ApiClient {
  const connection = connectionOf(kubeConfig);
  async function open(request: ApiRequest, patience: Patience, signal: AbortSignal): Promise<ApiStream> {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const options = await optionsFor(connection, request, body, signal);
    const sending = { url: urlOf(connection, request), options, body, headMs: patience.headMs };
    const message = await sendSafely(sending, clock);
    return {
      status: message.statusCode ?? 0,
      retryAfterMs: retryAfterMs(message),
      chunks: chunksOf(message, patience.silenceMs, clock),
    };
  }
  return {
    open,
    async call(request, signal): Promise<ApiAnswer> {
      const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
      const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const { status, retryAfterMs: retry, chunks } = await open(request, CALL_PATIENCE, either);
      return { status, retryAfterMs: retry, body: await readJson(chunks) };
    },
    close: connection.close,
  };
}
