import type { OutputStream } from '../environment.ts';

const QUIET_MS = 1000;
const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001B[K';

/** A progress line on a terminal; nothing is shown in the first second, and nothing at all elsewhere. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Makes a progress line; `now` is monotonic milliseconds. */
export function progressLine(stream: OutputStream, now: () => number): Progress {
  const start = now();
  let shownAt = start + QUIET_MS - INTERVAL_MS;
  let isShown = false;
  return {
    update(done, total) {
      if (!stream.isTTY || now() - shownAt < INTERVAL_MS) return;
      shownAt = now();
      isShown = true;
      stream.write(`${CLEAR_LINE}checked ${done} of ${total} objects`);
    },
    end() {
      if (isShown) stream.write(CLEAR_LINE);
    },
  };
}
