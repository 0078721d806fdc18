import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './connection.ts';
import type { Transport } from './transport.ts';

/** How reviews went; times are milliseconds. */
export interface LoadResult {
  readonly sent: number;
  /** Failures by what went wrong. */
  readonly failures: ReadonlyMap<string, number>;
  readonly seconds: number;
  /** Of each review that was answered, sorted. */
  readonly latencies: readonly number[];
}

/** Collects how reviews go. */
export class Tally {
  readonly #failures = new Map<string, number>();
  readonly #latencies: number[] = [];
  readonly #start = performance.now();
  sent = 0;

  get failed(): number {
    return [...this.#failures.values()].reduce((sum, count) => sum + count, 0);
  }

  get answered(): number {
    return this.#latencies.length;
  }

  /** Sends one review and notes what became of it; never rejects. */
  async send(transport: Transport, request: Buffer): Promise<void> {
    const start = performance.now();
    this.sent += 1;
    try {
      const reply = await transport.send(request);
      if (isDecision(reply)) this.#latencies.push(performance.now() - start);
      else this.fail(`HTTP ${reply.code}`);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  fail(reason: string): void {
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }

  result(): LoadResult {
    return {
      sent: this.sent,
      failures: this.#failures,
      seconds: (performance.now() - this.#start) / 1000,
      latencies: this.#latencies.toSorted((left, right) => left - right),
    };
  }
}

function isDecision({ code, body }: Reply): boolean {
  return code === 200 && body.includes('"allowed":true');
}

/** Goes round a list for ever. */
export function* cycle<Value>(values: readonly Value[]): Generator<Value, never> {
  for (;;) yield* values;
}

/** Keeps so many reviews in flight for some seconds. */
export async function sendSteadily(
  transport: Transport,
  requests: Iterator<Buffer, never>,
  { concurrency, seconds }: { readonly concurrency: number; readonly seconds: number },
): Promise<LoadResult> {
  const tally = new Tally();
  const end = performance.now() + seconds * 1000;
  async function worker(): Promise<void> {
    while (performance.now() < end) await tally.send(transport, requests.next().value);
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
  return tally.result();
}

/** Sends bursts, each all at once, with a pause between them. */
export async function sendBursts(
  transport: Transport,
  requests: Iterator<Buffer, never>,
  { size, bursts, pauseMs }: { readonly size: number; readonly bursts: number; readonly pauseMs: number },
): Promise<LoadResult> {
  const tally = new Tally();
  for (let burst = 0; burst < bursts; burst += 1) {
    await Promise.all(Array.from({ length: size }, () => tally.send(transport, requests.next().value)));
    await sleep(pauseMs);
  }
  return tally.result();
}

const TICK_MS = 5;
/** What kube-apiserver lets in at once, `--max-mutating-requests-inflight`; its users are told to come again later. */
const MAX_IN_FLIGHT = 200;

/** Sends so many reviews a second until told to stop, whatever becomes of those before, as the users of a cluster do. */
export async function sendAtRate(
  transport: Transport,
  requests: Iterator<Buffer, never>,
  { rate, stop, tally }: { readonly rate: number; readonly stop: AbortSignal; readonly tally: Tally },
): Promise<LoadResult> {
  const start = performance.now();
  const sending = new Set<Promise<void>>();
  for (let sent = 0; !stop.aborted; await sleep(TICK_MS)) {
    const due = ((performance.now() - start) / 1000) * rate;
    for (; sent < due; sent += 1) {
      if (sending.size >= MAX_IN_FLIGHT) continue;
      const one = tally.send(transport, requests.next().value);
      sending.add(one);
      void one.then(() => sending.delete(one));
    }
  }
  await Promise.all(sending);
  return tally.result();
}

/** The value below which so large a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}

/** Says what went wrong: `3 EOF, 1 timeout`; `0` when nothing did. */
export function describeFailures({ failures }: Pick<LoadResult, 'failures'>): string {
  return failures.size === 0 ? '0' : [...failures].map(([reason, count]) => `${count} ${reason}`).join(', ');
}
