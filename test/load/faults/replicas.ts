import { setTimeout as sleep } from 'node:timers/promises';
import { Endpoints } from '../endpoints.ts';
import { Tally, describeFailures, sendAtRate } from '../load.ts';
import { Transport } from '../transport.ts';
import type { ServiceProcess } from '../service-process.ts';
import type { Fault, Scene } from './fault.ts';

const RATE = 1_000;
const BEFORE_MS = 3_000;
const AFTER_MS = 5_000;

interface Watched {
  /** Failures, each with when it was. */
  readonly failedAt: readonly number[];
  readonly sent: number;
  readonly failures: string;
}

/** Sends reviews to two replicas while something happens to them. */
async function underLoad(
  { start, requests }: Scene,
  act: (services: readonly [ServiceProcess, ServiceProcess], endpoints: Endpoints) => Promise<void>,
): Promise<Watched> {
  const services = [await start(), await start()] as const;
  const endpoints = new Endpoints();
  for (const service of services) endpoints.add(service);
  const transport = new Transport(endpoints.resolve);
  const failedAt: number[] = [];
  class TimedTally extends Tally {
    override fail(reason: string): void {
      super.fail(reason);
      failedAt.push(performance.now());
    }
  }
  const tally = new TimedTally();
  const stop = new AbortController();
  const load = sendAtRate(transport, requests(), { rate: RATE, stop: stop.signal, tally });
  await sleep(BEFORE_MS);
  await act(services, endpoints);
  await sleep(AFTER_MS);
  stop.abort();
  const result = await load;
  transport.close();
  endpoints.close();
  await Promise.all(services.map(service => service.kill()));
  return { failedAt, sent: result.sent, failures: describeFailures(result) };
}

/** A replica that is gone without a word. */
export const killedReplica: Fault = {
  id: '2',
  title: `SIGKILL of one of two replicas at ${RATE}/s`,
  async run(scene) {
    let removed = Infinity;
    const { failedAt, sent, failures } = await underLoad(scene, async ([first], endpoints) => {
      await first.kill('SIGKILL');
      while (endpoints.has(first)) await sleep(10);
      removed = performance.now();
    });
    const late = failedAt.filter(moment => moment > removed).length;
    return [
      {
        what: 'reviews that failed until the endpoint was gone',
        goal: '< 25',
        measured: `${failures} of ${sent}`,
        isMet: failedAt.length - late < 25,
      },
      { what: 'reviews that failed after that', goal: '0', measured: String(late), isMet: late === 0 },
    ];
  },
};

/** Both replicas told to go at once, as when somebody deletes the pods; the new ones start at the same moment. */
export const bothRestarted: Fault = {
  id: '4',
  title: `both replicas restarted within a second at ${RATE}/s`,
  async run(scene) {
    let begun = 0;
    const { failedAt, sent, failures } = await underLoad(scene, async (services, endpoints) => {
      begun = performance.now();
      for (const service of services) service.child.kill('SIGTERM');
      const next = await Promise.all([scene.start(), scene.start()]);
      for (const service of next) endpoints.add(service);
    });
    const last = failedAt.at(-1);
    const recovery = last === undefined ? 0 : (last - begun) / 1000;
    return [
      {
        what: 'from the first SIGTERM to the last failed review',
        goal: '≤ 5 s',
        measured: `${recovery.toFixed(1)} s (${failures} of ${sent} failed)`,
        isMet: recovery <= 5,
      },
    ];
  },
};
