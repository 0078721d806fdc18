import type { CertificateSettings } from '../../../src/certs/certificates.ts';
import type { ManualClock } from './manual-clock.ts';
import { ApiRefusal } from '../../support/memory-cluster.ts';
import type { MemoryCluster } from '../../support/memory-cluster.ts';
import { newReplica } from './replica.ts';
import type { Replica } from './replica.ts';

interface Scheduled {
  readonly client: string;
  replica: Replica;
  /** Milliseconds of being awake until its next pass. */
  dueIn: number;
  canBeWoken: boolean;
  /** Whether what it presented was trusted when last looked. */
  wasTrusted: boolean;
  /** The clock was set while it could not reach the API server, and it has not caught up yet. */
  isBehind: boolean;
}

const WAKE_MS = 100;

/** Replicas on one cluster, run as their own loops would run them, but in a clock of the test. */
export class Simulation {
  readonly cluster: MemoryCluster;
  readonly clock: ManualClock;
  /** Moments at which replicas took trust away from one another or from themselves. */
  readonly violations: string[] = [];
  readonly #replicas: Scheduled[];
  readonly #cutOff = new Set<string>();
  readonly #change: Partial<CertificateSettings>;
  /** Whether replicas are told of changes; otherwise they find out at their next tick. */
  hasWatches = true;
  #isAdversaryActing = false;
  #failing = 0;

  constructor(
    cluster: MemoryCluster,
    clock: ManualClock,
    count: number,
    change: Partial<CertificateSettings> = {},
  ) {
    this.cluster = cluster;
    this.clock = clock;
    this.#change = change;
    this.#replicas = Array.from({ length: count }, (_, index) => this.#start(`replica-${index}`));
    cluster.interfere = (_verb, client) => {
      if (this.#cutOff.has(client)) throw new ApiRefusal(503, 'no route to host');
      if (clock.random() * 100 < this.#failing) throw new ApiRefusal(500, 'etcdserver: leader changed');
    };
    cluster.watch(() => this.#onChange());
  }

  get replicas(): readonly Replica[] {
    return this.#replicas.map(({ replica }) => replica);
  }

  /** The first replica. */
  get replica(): Replica {
    const [first] = this.replicas;
    if (first === undefined) throw new Error('there is no replica');
    return first;
  }

  /** Something happens that is not our doing. */
  act(action: () => void): void {
    this.#isAdversaryActing = true;
    action();
    this.#isAdversaryActing = false;
    this.#look();
  }

  restart(index: number): void {
    const scheduled = this.#replicas[index];
    if (scheduled !== undefined) this.#replicas[index] = this.#start(scheduled.client);
  }

  /** The API server cannot be reached by a replica, or can be again. */
  cutOff(index: number, isCutOff: boolean): void {
    if (isCutOff) this.#cutOff.add(`replica-${index}`);
    else this.#cutOff.delete(`replica-${index}`);
  }

  /** The wall clock is set, or all machines were suspended. */
  jump(milliseconds: number): void {
    this.clock.jump(milliseconds);
    for (const scheduled of this.#replicas) if (this.#cutOff.has(scheduled.client)) scheduled.isBehind = true;
  }

  /** From now on so many calls in a hundred fail. */
  disturb(percent: number): void {
    this.#failing = percent;
  }

  /** Time goes by, and replicas whose pass is due do it, all that are due at the same time side by side. */
  async wait(milliseconds: number): Promise<void> {
    let left = milliseconds;
    for (;;) {
      const step = Math.min(left, ...this.#replicas.map(({ dueIn }) => dueIn));
      this.#elapse(step);
      left -= step;
      const due = this.#replicas.filter(({ dueIn }) => dueIn <= 0);
      if (due.length === 0 && left <= 0) return;
      await Promise.all(due.map(async scheduled => await this.#pass(scheduled)));
    }
  }

  #start(client: string): Scheduled {
    const replica = newReplica(this.cluster, this.clock, { ...this.#change, client });
    return { client, replica, dueIn: 0, canBeWoken: true, wasTrusted: false, isBehind: false };
  }

  #elapse(milliseconds: number): void {
    this.clock.pass(milliseconds);
    for (const scheduled of this.#replicas) scheduled.dueIn -= milliseconds;
    this.#look();
  }

  async #pass(scheduled: Scheduled): Promise<void> {
    scheduled.dueIn = Infinity;
    scheduled.canBeWoken = true;
    const { milliseconds, canBeWoken } = await scheduled.replica.certificates.pass();
    // Woken while at work: the pass after this one is due at once.
    const wasWoken = scheduled.dueIn !== Infinity;
    scheduled.canBeWoken = canBeWoken;
    scheduled.dueIn = wasWoken && canBeWoken ? WAKE_MS : milliseconds;
    this.#judge(`pass of ${scheduled.client}`);
    if (!this.#cutOff.has(scheduled.client)) scheduled.isBehind = false;
  }

  #onChange(): void {
    for (const scheduled of this.#replicas) {
      if (this.hasWatches && scheduled.canBeWoken) scheduled.dueIn = Math.min(scheduled.dueIn, WAKE_MS);
    }
    if (!this.#isAdversaryActing) this.#judge('a write');
  }

  /** Takes notice of the state without blaming anyone. */
  #look(): void {
    for (const scheduled of this.#replicas) scheduled.wasTrusted = scheduled.replica.isTrusted();
  }

  #judge(event: string): void {
    for (const scheduled of this.#replicas) {
      const { replica, client, wasTrusted, isBehind } = scheduled;
      const isTrusted = replica.isTrusted();
      if (wasTrusted && !isTrusted && !isBehind) {
        this.violations.push(`${client} lost trust upon ${event}`);
      }
      scheduled.wasTrusted = isTrusted;
    }
  }
}
