import type { ApiStream } from '../api/api-request.ts';
import { corruption, refusal } from '../api/failure.ts';
import type { Asking, Failure } from '../api/failure.ts';
import { SilenceError } from '../api/silence-error.ts';
import type { WatchOutcome } from './after-outcome.ts';
import { LineSplitter } from './line-splitter.ts';
import { watchRequest } from './queries.ts';
import { failureOf, openStream, refusalOf } from './request-tools.ts';
import type { RequestTools } from './request-tools.ts';
import type { Served } from './served.ts';
import { readWatchEvent } from './watch-event.ts';

interface Watching {
  readonly served: Served;
  readonly asking: Asking;
  readonly tools: RequestTools;
}

/** Takes a line in; returns the version it leads to, or why the watch is over. */
function takeLine(line: string, { served, asking, tools: { sink } }: Watching): string | Failure {
  const event = readWatchEvent(line);
  if (event.type === 'corrupt') return corruption('a line is no event', asking);
  if (event.type === 'error') return refusal(event, event.body, asking);
  if (event.type === 'put') sink.put(event.object, served.apiVersion);
  if (event.type === 'gone') sink.remove(event.object);
  return event.version;
}

/** Takes events in until the stream ends; returns why, or `closed`. */
async function takeEvents(
  { chunks }: ApiStream,
  watching: Watching,
  onVersion: (version: string) => void,
): Promise<WatchOutcome['end']> {
  const splitter = new LineSplitter();
  for await (const chunk of chunks) {
    watching.tools.onHeard();
    for (const line of splitter.write(chunk)) {
      const taken = takeLine(line, watching);
      if (typeof taken !== 'string') return taken;
      watching.tools.onEvent();
      onVersion(taken);
    }
  }
  return 'closed';
}

/** Takes in all events after a version as they come, for as long as they do. */
export async function readWatch(from: string, served: Served, tools: RequestTools): Promise<WatchOutcome> {
  const { target, times, clock, random } = tools;
  const asking: Asking = { verb: 'watch', resource: served.plural };
  const since = clock.now();
  let version = from;
  let isOpen = false;
  function ended(end: WatchOutcome['end']): WatchOutcome {
    return { type: 'watched', version, lastedMs: isOpen ? clock.now() - since : 0, end };
  }
  try {
    const request = watchRequest(target, served, from, times, random);
    const stream = await openStream(request, times.watchSilenceMs, tools);
    if (stream.status !== 200) return ended(await refusalOf(stream, asking));
    isOpen = true;
    const end = await takeEvents(stream, { served, asking, tools }, reached => {
      version = reached;
      tools.onVersion(reached);
    });
    return ended(end);
  } catch (error) {
    return ended(isOpen && error instanceof SilenceError ? 'silent' : failureOf(error, asking));
  }
}
