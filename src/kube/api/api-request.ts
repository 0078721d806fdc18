import type { JsonValue } from '../../core/json.ts';

/** One request to the API server. */
export interface ApiRequest {
  /** GET unless said. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the API: `/api/v1/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** `application/json` unless said. */
  readonly accept?: string;
  /** Of the body; `application/json` unless said. */
  readonly contentType?: string;
  readonly body?: JsonValue;
}

/** How long the API server may let a request wait, in milliseconds. */
export interface Patience {
  /** Until the head of the answer. */
  readonly headMs: number;
  /** Between two pieces of its body. */
  readonly silenceMs: number;
}

/** An answer whose body is still to come. */
export interface ApiStream {
  readonly status: number;
  /** What `Retry-After` asks for. */
  readonly retryAfterMs: number | undefined;
  /** To be read once; whoever stops early closes the connection. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** An answer, whole. */
export interface ApiAnswer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  /** `undefined` when it is no JSON. */
  readonly body: JsonValue | undefined;
}

/** The way to the API server. Both functions throw when it cannot be reached, falls silent, or the signal aborts. */
export interface ApiClient {
  readonly open: (request: ApiRequest, patience: Patience, signal: AbortSignal) => Promise<ApiStream>;
  /** For small answers: bounded in size and in time. */
  readonly call: (request: ApiRequest, signal?: AbortSignal) => Promise<ApiAnswer>;
  /** Closes all connections. */
  readonly close: () => void;
}
