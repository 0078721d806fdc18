import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Tally, describeFailures, quantile, sendAtRate } from '../load.ts';
import { killer } from '../service-process.ts';
import { Transport } from '../transport.ts';
import type { Fault } from './fault.ts';

const COUNT = 2_000;
const RATE = 200;
/** Connections on which nothing is ever asked are closed after 30 s; timers take a little longer. */
const MOST_SECONDS = 31;
const DEADLINE_MS = 60_000;

/** Every pod of the cluster reaches the webhook's port. */
export const strangers: Fault = {
  id: '29',
  title: `G9: ${COUNT} half-open, idle and trickling connections`,
  async run({ start, requests }) {
    const service = await start();
    const transport = new Transport(() => service.target);
    const tally = new Tally();
    const stop = new AbortController();
    const load = sendAtRate(transport, requests(), { rate: RATE, stop: stop.signal, tally });
    const child = fork(new URL('../strangers.ts', import.meta.url));
    child.send({ port: service.target.port, count: COUNT });
    const signal = AbortSignal.timeout(DEADLINE_MS);
    await once(child, 'message', { signal });
    const longest = await once(child, 'message', { signal }).then(
      ([message]): number => message.longest,
      () => Infinity,
    );
    stop.abort();
    const result = await load;
    transport.close();
    await killer(child)();
    await service.kill();
    const p99 = quantile(result.latencies, 0.99);
    return [
      {
        what: 'admission meanwhile',
        goal: 'p99 ≤ 100 ms, 0 failed',
        measured: `p99 ${p99.toFixed(1)} ms, ${describeFailures(result)} of ${result.sent} failed`,
        isMet: p99 <= 100 && tally.failed === 0,
      },
      {
        what: 'until the last of them was closed',
        goal: `≤ ${MOST_SECONDS} s`,
        measured: `${longest.toFixed(1)} s`,
        isMet: longest <= MOST_SECONDS,
      },
    ];
  },
};
