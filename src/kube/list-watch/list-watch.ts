import { sleep } from '../clock.ts';
import type { ClusterMetrics } from '../cluster-metrics.ts';
import type { KubeLog } from '../kube-log.ts';
import { afterOutcome, afterWake } from './after-outcome.ts';
import type { Moment, Outcome } from './after-outcome.ts';
import { initialState } from './list-watch-state.ts';
import type { ListWatchState, Standing } from './list-watch-state.ts';
import { locate } from './locate.ts';
import type { Reachability } from './reachability.ts';
import { readList } from './read-list.ts';
import { readWatch } from './read-watch.ts';
import type { RequestTools } from './request-tools.ts';

/** What a list-watch is made from. */
export interface ListWatchOptions extends Omit<
  RequestTools,
  'onAnswer' | 'onHeard' | 'onEvent' | 'onVersion' | 'signal'
> {
  readonly reachability: Reachability;
  readonly log: KubeLog;
  readonly metrics: ClusterMetrics;
  /** Told when what is known of the kind changes. */
  readonly onStanding: (standing: Standing) => void;
}

/**
 * Reads one kind and keeps what was read current, for ever: after every failure it goes on, from the last version if that is
 * enough, from a new list if not. What to do next is decided in `after-outcome.ts`; here it is done.
 */
export class ListWatch {
  readonly #options: ListWatchOptions;
  readonly #stopping = new AbortController();
  #state: ListWatchState;
  #version = '';
  #heardAt: number | undefined;

  constructor(options: ListWatchOptions) {
    this.#options = options;
    this.#state = initialState(options.random() * options.times.startJitterMs);
  }

  get standing(): Standing {
    return this.#state.standing;
  }

  /** What went wrong last, for people; `undefined` when all is well. */
  get problem(): string | undefined {
    return this.#state.problem?.reason;
  }

  /** The version up to which everything was taken in; empty before the first list. */
  get version(): string {
    return this.#version;
  }

  /** Milliseconds since the kind was last known to be current; `undefined` when it never was. */
  get age(): number | undefined {
    return this.#heardAt === undefined ? undefined : this.#options.clock.now() - this.#heardAt;
  }

  /** Reads and watches; resolves after {@link stop} only. */
  async run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#pause();
      if (signal.aborted) return;
      const outcome = await this.#perform();
      if (signal.aborted) return;
      this.#advance(outcome);
    }
  }

  /** Ends everything at once. */
  stop(): void {
    this.#stopping.abort();
  }

  #moment(): Moment {
    const { clock, random, times } = this.#options;
    return { now: clock.now(), random, times };
  }

  async #pause(): Promise<void> {
    const { clock, reachability } = this.#options;
    const { signal } = this.#stopping;
    if (this.#state.failures > 0 && this.#state.pauseMs > 0) {
      const isAwake = await reachability.pause(this.#state.pauseMs, clock, signal);
      if (!isAwake) return;
      this.#state = afterWake(this.#state, this.#moment());
    }
    if (this.#state.pauseMs > 0) await sleep(this.#state.pauseMs, clock, signal);
  }

  async #perform(): Promise<Outcome> {
    const { next, served, version, listReason } = this.#state;
    const { metrics, target } = this.#options;
    if (next === 'locate' || served === undefined) return await locate(this.#tools());
    if (next === 'watch') return await readWatch(version, served, this.#tools());
    metrics.listed(target.kind, listReason);
    return await readList(this.#state, served, this.#tools());
  }

  #tools(): RequestTools {
    const { reachability, metrics, target } = this.#options;
    return {
      ...this.#options,
      signal: this.#stopping.signal,
      onAnswer: () => reachability.regained(),
      onHeard: () => this.#hear(),
      onEvent: () => metrics.eventSeen(target.kind),
      onVersion: version => void (this.#version = version),
    };
  }

  #hear(): void {
    this.#heardAt = this.#options.clock.now();
    if (this.#state.problem === undefined) return;
    this.#state = { ...this.#state, problem: undefined };
    this.#options.log.info({ kind: this.#options.target.kind }, 'reading works again');
  }

  #advance(outcome: Outcome): void {
    const before = this.#state;
    const after = afterOutcome(before, outcome, this.#moment());
    this.#state = after;
    if (after.problem?.type === 'unreachable') this.#options.reachability.lost();
    if (after.standing === 'absent' && before.standing !== 'absent') this.#options.sink.clear();
    if (after.standing !== before.standing) this.#options.onStanding(after.standing);
    this.#report(before, after);
  }

  #report(before: ListWatchState, after: ListWatchState): void {
    const { log, target } = this.#options;
    const { problem, pauseMs, failures, standing } = after;
    if (problem !== undefined) {
      const fields = { kind: target.kind, reason: problem.reason, failures, waitMs: Math.round(pauseMs) };
      if (problem.reason === before.problem?.reason) log.debug(fields, 'reading still fails');
      else log.warn(fields, 'reading failed');
    } else if (standing !== before.standing) log.info({ kind: target.kind, standing }, 'kind known');
  }
}
