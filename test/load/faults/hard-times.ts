import { setTimeout as sleep } from 'node:timers/promises';
import { Tally, describeFailures, quantile, sendAtRate, sendSteadily } from '../load.ts';
import { memoryOf } from '../machine.ts';
import { requestOf } from '../reviews.ts';
import { KUBE_APISERVER, Transport } from '../transport.ts';
import type { Fault } from './fault.ts';

const RATE = 500;
const BLOCK_MS = 2_000;
/** What the Deployment gives: 65 % of a memory limit of 512 MiB. */
const HEAP_MB = 333;
const LIMIT_MB = 536;
const LARGE_ANNOTATIONS = 45_000;
const LARGE_SECONDS = 10;

/** A process that stands still is what a blocked event loop looks like from outside. */
export const blockedLoop: Fault = {
  id: '30a',
  title: `the process stands still for ${BLOCK_MS / 1000} s at ${RATE}/s`,
  async run({ start, requests }) {
    const service = await start();
    const transport = new Transport(() => service.target);
    const tally = new Tally();
    const stop = new AbortController();
    const load = sendAtRate(transport, requests(), { rate: RATE, stop: stop.signal, tally });
    await sleep(2_000);
    process.kill(service.pid, 'SIGSTOP');
    await sleep(BLOCK_MS);
    process.kill(service.pid, 'SIGCONT');
    await sleep(4_000);
    stop.abort();
    const result = await load;
    const { code } = await service.ops('/livez');
    transport.close();
    await service.kill();
    return [
      {
        what: 'reviews that failed',
        goal: '0; alive afterwards',
        measured: `${describeFailures(result)} of ${result.sent}, slowest ${((result.latencies.at(-1) ?? NaN) / 1000).toFixed(1)} s, /livez ${code}`,
        isMet: tally.failed === 0 && code === 200,
      },
    ];
  },
};

/** A pod as large as kube-apiserver would send one, and larger: 7 MB in as many members as are let in. */
function largeReview(request: Buffer): Buffer {
  const review = JSON.parse(request.subarray(request.indexOf('\r\n\r\n') + 4).toString('utf8'));
  const filler = 'x'.repeat(130);
  for (let index = 0; index < LARGE_ANNOTATIONS; index += 1)
    review.request.object.metadata.annotations[`example.com/a${index}`] = filler;
  return requestOf(JSON.stringify(review));
}

/** Large reviews in a small container. */
export const smallHeap: Fault = {
  id: '30b',
  title: `reviews of 7 MB, 32 at once, as in a container of 512 MiB`,
  async run({ start, requests }) {
    const service = await start([`--max-old-space-size=${HEAP_MB}`]);
    const transport = new Transport(() => service.target, { ...KUBE_APISERVER, timeoutMs: 30_000 });
    const large = largeReview(requests().next().value);
    const result = await sendSteadily(
      transport,
      (function* repeat(): Generator<Buffer, never> {
        for (;;) yield large;
      })(),
      { concurrency: 32, seconds: LARGE_SECONDS },
    );
    const { peak } = memoryOf(service.pid);
    const small = await sendSteadily(transport, requests(), { concurrency: 10, seconds: 2 });
    transport.close();
    const isAlive = service.child.exitCode === null && service.child.signalCode === null;
    await service.kill();
    return [
      {
        what: `reviews of ${(large.length / 1e6).toFixed(1)} MB`,
        goal: `all answered, or told to come again; peak RSS ≤ ${LIMIT_MB} MB`,
        measured: `${isAlive ? 'alive' : 'dead'}; ${result.latencies.length} answered, ${describeFailures(result)} failed, ${transport.retries} told to come again, peak RSS ${peak.toFixed(0)} MB`,
        isMet: isAlive && result.failures.size === 0 && peak <= LIMIT_MB,
      },
      {
        what: 'ordinary reviews afterwards',
        goal: '0 failed',
        measured: `${describeFailures(small)} of ${small.sent} failed, p99 ${quantile(small.latencies, 0.99).toFixed(1)} ms`,
        isMet: small.failures.size === 0,
      },
    ];
  },
};

/** Memory under many connections, without a cache of a large cluster. */
export const memoryAtLoad: Fault = {
  id: 'G8',
  title: 'memory with 200 reviews at once, small state',
  async run({ start, requests }) {
    const service = await start();
    const transport = new Transport(() => service.target);
    const result = await sendSteadily(transport, requests(), { concurrency: 200, seconds: 8 });
    const { resident, peak } = memoryOf(service.pid);
    transport.close();
    await service.kill();
    return [
      {
        what: 'RSS',
        goal: '≤ 200 MB',
        measured: `${resident.toFixed(0)} MB (peak ${peak.toFixed(0)} MB), ${describeFailures(result)} of ${result.sent} failed`,
        isMet: resident <= 200 && result.failures.size === 0,
      },
    ];
  },
};
