import { isJsonObject, stringAt } from '../../core/json.ts';
import type { ApiStream } from '../api/api-request.ts';
import { NOT_FOUND } from '../api/failure.ts';
import type { Asking } from '../api/failure.ts';
import { parseJson } from '../api/read-json.ts';
import type { Outcome } from './after-outcome.ts';
import { ListSplitter } from './list-splitter.ts';
import type { ListWatchState } from './list-watch-state.ts';
import { listRequest } from './queries.ts';
import { failureOf, openStream, refusalOf } from './request-tools.ts';
import type { RequestTools } from './request-tools.ts';
import type { Served } from './served.ts';

interface Page {
  readonly version: string;
  /** Names the next page; `undefined` when this was the last. */
  readonly next: string | undefined;
}

/** @throws SyntaxError when the page is cut short or no list. */
async function readPage(stream: ApiStream, served: Served, { sink, onHeard }: RequestTools): Promise<Page> {
  const splitter = new ListSplitter();
  function put(text: string): void {
    const object = parseJson(text);
    if (!isJsonObject(object)) throw new SyntaxError('an item is no object');
    sink.put(object, served.apiVersion);
  }
  for await (const chunk of stream.chunks) {
    onHeard();
    splitter.write(chunk, put);
  }
  const envelope = splitter.end();
  const version = stringAt(envelope, 'metadata', 'resourceVersion');
  if (version === undefined) throw new SyntaxError('it has no resourceVersion');
  return { version, next: stringAt(envelope, 'metadata', 'continue') || undefined };
}

async function refusedList(stream: ApiStream, asking: Asking, { onHeard }: RequestTools): Promise<Outcome> {
  const failure = await refusalOf(stream, asking);
  if (failure.status !== NOT_FOUND) return { type: 'failed', failure };
  onHeard();
  return { type: 'absent' };
}

/** Reads all objects, page by page. */
export async function readList(state: ListWatchState, served: Served, tools: RequestTools): Promise<Outcome> {
  const asking: Asking = { verb: 'list', resource: served.plural };
  try {
    let page: Page | undefined;
    tools.sink.beginList();
    do {
      const request = listRequest(tools.target, served, state, page?.next);
      const stream = await openStream(request, tools.times.listSilenceMs, tools);
      if (stream.status !== 200) return await refusedList(stream, asking, tools);
      page = await readPage(stream, served, tools);
    } while (page.next !== undefined);
    tools.sink.endList();
    tools.onVersion(page.version);
    return { type: 'listed', version: page.version };
  } catch (error) {
    return { type: 'failed', failure: failureOf(error, asking) };
  }
}
