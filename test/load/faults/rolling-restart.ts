import { setTimeout as sleep } from 'node:timers/promises';
import { Endpoints } from '../endpoints.ts';
import { Tally, describeFailures, quantile, sendAtRate } from '../load.ts';
import type { ServiceProcess } from '../service-process.ts';
import { Transport } from '../transport.ts';
import type { Fault, Scene } from './fault.ts';

const RATE = 1_100;
const RESTARTS = 6;
const REPLICAS = 2;
/** `minReadySeconds` of the Deployment. */
const MIN_READY_MS = 5_000;

interface Rollout {
  readonly endpoints: Endpoints;
  readonly running: ServiceProcess[];
  /** Seconds from SIGTERM to exit of each replica that went. */
  readonly drains: Promise<number>[];
}

async function drain(service: ServiceProcess): Promise<number> {
  const start = performance.now();
  await service.kill('SIGTERM');
  return (performance.now() - start) / 1000;
}

/** As a Deployment with `maxSurge: 1` and `maxUnavailable: 0` replaces one pod: the new one first. */
async function replaceOne({ start }: Scene, { endpoints, running, drains }: Rollout): Promise<void> {
  const next = await start();
  endpoints.add(next);
  running.push(next);
  await sleep(MIN_READY_MS);
  const oldest = running.shift();
  if (oldest !== undefined) drains.push(drain(oldest));
}

/** Rolling restarts under load: the goal that others miss is that nobody notices. */
export const rollingRestart: Fault = {
  id: 'G1',
  title: `${RESTARTS} rolling restarts of ${REPLICAS} replicas at ${RATE}/s (fault 1: SIGTERM under load)`,
  async run(scene) {
    const rollout: Rollout = { endpoints: new Endpoints(), running: [], drains: [] };
    for (let replica = 0; replica < REPLICAS; replica += 1) {
      const service = await scene.start();
      rollout.running.push(service);
      rollout.endpoints.add(service);
    }
    const stop = new AbortController();
    const transport = new Transport(rollout.endpoints.resolve);
    const tally = new Tally();
    const load = sendAtRate(transport, scene.requests(), { rate: RATE, stop: stop.signal, tally });
    for (let one = 0; one < RESTARTS * REPLICAS; one += 1) await replaceOne(scene, rollout);
    const drains = await Promise.all(rollout.drains);
    stop.abort();
    const result = await load;
    transport.close();
    rollout.endpoints.close();
    await Promise.all(rollout.running.map(service => service.kill()));
    const rate = result.sent / result.seconds;
    return [
      {
        what: 'reviews that failed',
        goal: '0 of ≥ 50,000 at ≥ 1,000/s',
        measured: `${describeFailures(result)} of ${result.sent} at ${rate.toFixed(0)}/s, p99 ${quantile(result.latencies, 0.99).toFixed(1)} ms, ${transport.handshakes} handshakes, ${transport.retries} told to come again`,
        isMet: tally.failed === 0 && result.sent >= 50_000 && rate >= 1_000,
      },
      {
        what: 'SIGTERM to exit',
        goal: '≤ 45 s',
        measured: `${Math.min(...drains).toFixed(1)} to ${Math.max(...drains).toFixed(1)} s in ${drains.length} stops`,
        isMet: Math.max(...drains) <= 45,
      },
    ];
  },
};
