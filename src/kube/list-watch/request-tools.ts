import type { ApiClient, ApiRequest, ApiStream } from '../api/api-request.ts';
import { corruption, refusal, unreachable } from '../api/failure.ts';
import type { Asking, Failure } from '../api/failure.ts';
import { readJson } from '../api/read-json.ts';
import type { Clock, Random } from '../clock.ts';
import type { ObjectSink } from './object-sink.ts';
import type { Target } from './target.ts';
import type { ListWatchTimes } from './times.ts';

/** What the requests of a list-watch are made with, and who is told how they go. */
export interface RequestTools {
  readonly target: Target;
  readonly client: ApiClient;
  readonly sink: ObjectSink;
  readonly times: ListWatchTimes;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** The API server answered, whatever it said. */
  readonly onAnswer: () => void;
  /** The kind is known to be current: a list or a watch goes on, or the kind is not served. */
  readonly onHeard: () => void;
  /** A watch brought an event or a bookmark. */
  readonly onEvent: () => void;
  /** Everything up to this version has been taken in. */
  readonly onVersion: (version: string) => void;
}

/** Sends a request; resolves with the head of the answer. */
export async function openStream(
  request: ApiRequest,
  silenceMs: number,
  { client, times, signal, onAnswer, onHeard }: RequestTools,
): Promise<ApiStream> {
  const stream = await client.open(request, { headMs: times.headMs, silenceMs }, signal);
  onAnswer();
  if (stream.status === 200) onHeard();
  return stream;
}

/** Reads why a request was refused. */
export async function refusalOf(stream: ApiStream, asking: Asking): Promise<Failure> {
  return refusal(stream, await readJson(stream.chunks), asking);
}

/** Describes what was thrown while an answer was read. */
export function failureOf(thrown: unknown, asking: Asking): Failure {
  return thrown instanceof SyntaxError ? corruption(thrown.message, asking) : unreachable(thrown, asking);
}
