import { arrayAt, isJsonObject, stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import type { ApiClient, ApiStream, Patience } from '../api/api-request.ts';
import { corruption, NOT_FOUND, refusal, unreachable } from '../api/failure.ts';
import type { Asking, Failure } from '../api/failure.ts';
import { parseJson, readJson } from '../api/read-json.ts';
import { SilenceError } from '../api/silence-error.ts';
import type { Clock, Random } from '../clock.ts';
import type { Outcome, WatchOutcome } from './after-outcome.ts';
import { LineSplitter } from './line-splitter.ts';
import { ListSplitter } from './list-splitter.ts';
import type { ListWatchState } from './list-watch-state.ts';
import type { ObjectSink } from './object-sink.ts';
import { listRequest, watchRequest } from './queries.ts';
import { versionPath } from './served.ts';
import type { Served } from './served.ts';
import type { Target } from './target.ts';
import type { ListWatchTimes } from './times.ts';
import { readWatchEvent } from './watch-event.ts';

/** What the requests of a list-watch are made with. */
export interface RequestTools {
  readonly target: Target;
  readonly client: ApiClient;
  readonly sink: ObjectSink;
  readonly times: ListWatchTimes;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** The API server answered. */
  readonly onAnswer: () => void;
  /** More of an answer has come. */
  readonly onBytes: () => void;
  /** Everything up to this version has been taken in. */
  readonly onVersion: (version: string) => void;
}

async function open(
  request: Parameters<ApiClient['open']>[0],
  silenceMs: number,
  { client, times, signal, onAnswer }: RequestTools,
): Promise<ApiStream> {
  const patience: Patience = { headMs: times.headMs, silenceMs };
  const stream = await client.open(request, patience, signal);
  onAnswer();
  return stream;
}

async function refusalOf(stream: ApiStream, asking: Asking): Promise<Failure> {
  return refusal(stream, await readJson(stream.chunks), asking);
}

function pluralIn(resources: JsonValue | undefined, kind: string): string | undefined {
  const names = arrayAt(resources, 'resources')
    .filter(resource => stringAt(resource, 'kind') === kind)
    .map(resource => stringAt(resource, 'name'));
  return names.find(name => name !== undefined && !name.includes('/'));
}

async function locateVersion(apiVersion: string, tools: RequestTools): Promise<Served | Failure | undefined> {
  const asking: Asking = { verb: 'get', resource: `the resources of ${apiVersion}` };
  const stream = await open({ path: versionPath(apiVersion) }, tools.times.listSilenceMs, tools);
  if (stream.status === NOT_FOUND) return void (await readJson(stream.chunks));
  if (stream.status !== 200) return await refusalOf(stream, asking);
  const plural = pluralIn(await readJson(stream.chunks), tools.target.kind);
  return plural === undefined ? undefined : { apiVersion, plural };
}

/** Finds out where a kind is served. */
export async function locate(tools: RequestTools): Promise<Outcome> {
  const { kind, group, versions, plural } = tools.target;
  const apiVersions = versions.map(version => (group === '' ? version : `${group}/${version}`));
  if (plural !== undefined) return { type: 'located', served: { apiVersion: apiVersions[0] ?? '', plural } };
  try {
    for (const apiVersion of apiVersions) {
      const found = await locateVersion(apiVersion, tools);
      if (found === undefined) continue;
      return 'reason' in found ? { type: 'failed', failure: found } : { type: 'located', served: found };
    }
    return { type: 'absent' };
  } catch (error) {
    return { type: 'failed', failure: unreachable(error, { verb: 'get', resource: `where ${kind} is served` }) };
  }
}

interface Page {
  readonly version: string;
  /** Names the next page; `undefined` when this was the last. */
  readonly next: string | undefined;
}

/** @throws SyntaxError when the page is cut short or no list. */
async function readPage(stream: ApiStream, served: Served, { sink, onBytes }: RequestTools): Promise<Page> {
  const splitter = new ListSplitter();
  function put(text: string): void {
    const object = parseJson(text);
    if (!isJsonObject(object)) throw new SyntaxError('an item is no object');
    sink.put(object, served.apiVersion);
  }
  for await (const chunk of stream.chunks) {
    onBytes();
    splitter.write(chunk, put);
  }
  const envelope = splitter.end();
  const version = stringAt(envelope, 'metadata', 'resourceVersion');
  if (version === undefined) throw new SyntaxError('it has no resourceVersion');
  return { version, next: stringAt(envelope, 'metadata', 'continue') || undefined };
}

function failureOf(thrown: unknown, asking: Asking): Failure {
  return thrown instanceof SyntaxError ? corruption(thrown.message, asking) : unreachable(thrown, asking);
}

/** Reads all objects, page by page. */
export async function list(state: ListWatchState, served: Served, tools: RequestTools): Promise<Outcome> {
  const asking: Asking = { verb: 'list', resource: served.plural };
  try {
    let page: Page | undefined;
    tools.sink.beginList();
    do {
      const request = listRequest(tools.target, served, state, page?.next);
      const stream = await open(request, tools.times.listSilenceMs, tools);
      if (stream.status !== 200) return await refusedList(stream, asking);
      page = await readPage(stream, served, tools);
    } while (page.next !== undefined);
    tools.sink.endList();
    tools.onVersion(page.version);
    return { type: 'listed', version: page.version };
  } catch (error) {
    return { type: 'failed', failure: failureOf(error, asking) };
  }
}

async function refusedList(stream: ApiStream, asking: Asking): Promise<Outcome> {
  const failure = await refusalOf(stream, asking);
  return failure.status === NOT_FOUND ? { type: 'absent' } : { type: 'failed', failure };
}

/** Takes a line in; returns the version it leads to, or why the watch is over. */
function takeLine(line: string, served: Served, asking: Asking, { sink }: RequestTools): string | Failure {
  const event = readWatchEvent(line);
  switch (event.type) {
    case 'put':
      sink.put(event.object, served.apiVersion);
      return event.version;
    case 'gone':
      sink.remove(event.object);
      return event.version;
    case 'bookmark':
      return event.version;
    case 'error':
      return refusal(event, event.body, asking);
    case 'corrupt':
      return corruption('a line is no event', asking);
  }
}

/** Takes events in as they come, for as long as they do. */
export async function watch(from: string, served: Served, tools: RequestTools): Promise<WatchOutcome> {
  const { target, times, clock, random, onBytes, onVersion } = tools;
  const asking: Asking = { verb: 'watch', resource: served.plural };
  const since = clock.now();
  let version = from;
  function ended(end: WatchOutcome['end']): WatchOutcome {
    return { type: 'watched', version, lastedMs: clock.now() - since, end };
  }
  try {
    const request = watchRequest(target, served, from, times, random);
    const stream = await open(request, times.watchSilenceMs, tools);
    if (stream.status !== 200) return ended(await refusalOf(stream, asking));
    const splitter = new LineSplitter();
    for await (const chunk of stream.chunks) {
      onBytes();
      for (const line of splitter.write(chunk)) {
        const taken = takeLine(line, served, asking, tools);
        if (typeof taken !== 'string') return ended(taken);
        version = taken;
        onVersion(version);
      }
    }
    return ended('closed');
  } catch (error) {
    return ended(error instanceof SilenceError ? 'silent' : failureOf(error, asking));
  }
}
