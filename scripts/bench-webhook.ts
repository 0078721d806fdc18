/**
 * Measures the webhook as it runs: `stowage serve` (dist/, built before; `--source` takes src/) on a generated cluster, with
 * the full pod hook, next to a bare `node:https` handler in the same run. Server and client have a processor core each. The
 * client keeps connections and retries as kube-apiserver does; see test/load/transport.ts.
 *
 *   npm run bench:webhook -- [--claims 100000] [--nodes 1000] [--seconds 4] [--rounds 3] [--soak SECONDS] [--source]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBare } from '../test/load/bare-process.ts';
import { CLAIM_SORTS, writeState } from '../test/load/generated-state.ts';
import {
  Tally,
  cycle,
  describeFailures,
  median,
  quantile,
  sendAtRate,
  sendBursts,
  sendSteadily,
} from '../test/load/load.ts';
import type { LoadResult } from '../test/load/load.ts';
import {
  IS_PINNING,
  describeMachine,
  memoryOf,
  pinMyself,
  processorSecondsOf,
} from '../test/load/machine.ts';
import { podRequests } from '../test/load/reviews.ts';
import { startService } from '../test/load/service-process.ts';
import type { ServerProcess, ServiceProcess } from '../test/load/service-process.ts';
import { Transport } from '../test/load/transport.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SERVER_CORE = 0;
const CLIENT_CORE = 1;
const CONCURRENCIES = [10, 25, 50, 200];
const WARM_UP_SECONDS = 3;
const DISTINCT_REVIEWS = 2_000;
const SOAK_RATE = 200;
const SOAK_SAMPLE_MS = 5_000;

const { values: flags } = parseArgs({
  options: {
    claims: { type: 'string', default: '100000' },
    nodes: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    soak: { type: 'string', default: '0' },
    entry: { type: 'string', default: join(ROOT, 'dist', 'stowage.js') },
    source: { type: 'boolean', default: false },
  },
});
const claims = Number(flags.claims);
const seconds = Number(flags.seconds);
const entry = flags.source ? join(ROOT, 'src', 'main.ts') : flags.entry;

interface Measurement extends LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for one review, in microseconds. */
  readonly processorMicros: number;
  readonly handshakes: number;
  /** Resident memory of the server afterwards, in MB. */
  readonly resident: number;
  /** Share of its core that the client used; near 1 the client is what limits the figure. */
  readonly clientShare: number;
}

async function measure(
  server: ServerProcess,
  load: (transport: Transport) => Promise<LoadResult>,
): Promise<Measurement> {
  const transport = new Transport(() => server.target);
  const before = processorSecondsOf(server.pid);
  const clientBefore = process.cpuUsage();
  const result = await load(transport);
  const { user, system } = process.cpuUsage(clientBefore);
  const used = processorSecondsOf(server.pid) - before;
  transport.close();
  return {
    ...result,
    perSecond: result.latencies.length / result.seconds,
    p50: quantile(result.latencies, 0.5),
    p99: quantile(result.latencies, 0.99),
    processorMicros: (used / result.sent) * 1e6,
    handshakes: transport.handshakes,
    resident: memoryOf(server.pid).resident,
    clientShare: (user + system) / 1e6 / result.seconds,
  };
}

/** The measurement in the middle by reviews a second, with the failures of all. */
function middle(runs: readonly Measurement[]): Measurement {
  const rate = median(runs.map(run => run.perSecond));
  const chosen = runs.find(run => run.perSecond === rate) ?? runs[0];
  if (chosen === undefined) throw new Error('nothing was measured');
  const failures = new Map<string, number>();
  for (const run of runs)
    for (const [reason, count] of run.failures) failures.set(reason, (failures.get(reason) ?? 0) + count);
  return { ...chosen, failures };
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
}

function cells(run: Measurement): readonly string[] {
  return [
    run.perSecond.toFixed(0),
    run.p50.toFixed(2),
    run.p99.toFixed(1),
    run.processorMicros.toFixed(0),
    String(run.handshakes),
    run.resident.toFixed(0),
    `${Math.round(run.clientShare * 100)} %`,
    describeFailures(run),
  ];
}

const COLUMNS = [
  'reviews/s',
  'p50 ms',
  'p99 ms',
  'server CPU µs/review',
  'handshakes',
  'RSS MB',
  'client busy',
  'failed',
];

interface Pair {
  readonly bare: Measurement;
  readonly service: Measurement;
}

/** Measures both servers in turn, so that a busy moment of the machine meets both. */
async function measureBoth(
  servers: { readonly bare: ServerProcess; readonly service: ServerProcess },
  load: (transport: Transport) => Promise<LoadResult>,
): Promise<Pair> {
  const bare: Measurement[] = [];
  const service: Measurement[] = [];
  for (let round = 0; round < Number(flags.rounds); round += 1) {
    bare.push(await measure(servers.bare, load));
    service.push(await measure(servers.service, load));
  }
  return { bare: middle(bare), service: middle(service) };
}

function ratio({ bare, service }: Pair): string {
  return `${Math.round((service.perSecond / bare.perSecond) * 100)} %`;
}

function processorRatio({ bare, service }: Pair): string {
  return `${Math.round((bare.processorMicros / service.processorMicros) * 100)} %`;
}

function pairRows(name: string, pair: Pair): readonly (readonly string[])[] {
  return [
    [name, 'bare', ...cells(pair.bare), '', ''],
    [name, 'stowage', ...cells(pair.service), ratio(pair), processorRatio(pair)],
  ];
}

/** Slope of the least-squares line through some points, per unit of x. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

async function heapOf(service: ServiceProcess): Promise<number> {
  const { body } = await service.ops('/metrics');
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(body)?.[1]) / 1e6;
}

async function descriptorsOf(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length;
}

/** A steady load for long: the heap after collections, which is its lower edge, must not climb, nor open files. */
async function soak(service: ServiceProcess, requests: Iterator<Buffer, never>): Promise<void> {
  const length = Number(flags.soak);
  const transport = new Transport(() => service.target);
  const tally = new Tally();
  const load = sendAtRate(transport, requests, {
    rate: SOAK_RATE,
    stop: AbortSignal.timeout(length * 1000),
    tally,
  });
  const heaps: number[] = [];
  const descriptors: number[] = [];
  for (const end = performance.now() + length * 1000; performance.now() < end; await sleep(SOAK_SAMPLE_MS)) {
    heaps.push(await heapOf(service));
    descriptors.push(await descriptorsOf(service.pid));
  }
  const result = await load;
  transport.close();
  // The lowest of each minute, the first quarter left out, in which code is still being compiled.
  const perMinute = Math.ceil(60_000 / SOAK_SAMPLE_MS);
  const lows = Array.from({ length: Math.floor(heaps.length / perMinute) }, (_, minute) =>
    Math.min(...heaps.slice(minute * perMinute, (minute + 1) * perMinute)),
  );
  const points = lows.map((low, minute) => [minute / 60, low] as const).slice(Math.ceil(lows.length / 4));
  table(
    [`soak of ${length} s at ${SOAK_RATE}/s`, 'sent', 'failed', 'p99 ms', 'heap MB/h', 'open files'],
    [
      [
        'stowage',
        result.sent,
        describeFailures(result),
        quantile(result.latencies, 0.99).toFixed(1),
        slope(points).toFixed(2),
        `${Math.min(...descriptors)} to ${Math.max(...descriptors)}`,
      ],
    ],
  );
}

async function run(folder: string): Promise<void> {
  const state = join(folder, 'state');
  const objects = await writeState(state, { nodes: Number(flags.nodes), claims });
  const service = await startService({ entry, state, folder, core: SERVER_CORE });
  const bare = await startBare(SERVER_CORE);
  try {
    const servers = { bare, service };
    const mixed = () => cycle(podRequests(claims, DISTINCT_REVIEWS));
    const steady = (requests: Iterator<Buffer, never>, concurrency: number) => (transport: Transport) =>
      sendSteadily(transport, requests, { concurrency, seconds });
    for (const server of [bare, service]) {
      const transport = new Transport(() => server.target);
      await sendSteadily(transport, mixed(), { concurrency: 10, seconds: WARM_UP_SECONDS });
      transport.close();
    }
    console.log(`${describeMachine()}; ${IS_PINNING ? 'a core each for server and client' : 'not pinned'}`);
    console.log(
      `State of ${objects} objects, read in ${service.startSeconds.toFixed(1)} s; RSS ${memoryOf(service.pid).resident.toFixed(0)} MB, heap ${(await heapOf(service)).toFixed(0)} MB; middle of ${flags.rounds} runs of ${seconds} s\n`,
    );

    const rows: (readonly string[])[] = [];
    for (const concurrency of CONCURRENCIES)
      rows.push(...pairRows(String(concurrency), await measureBoth(servers, steady(mixed(), concurrency))));
    const burst = (transport: Transport) =>
      sendBursts(transport, mixed(), { size: 100, bursts: 20, pauseMs: 100 });
    rows.push(...pairRows('burst of 100', await measureBoth(servers, burst)));
    table(['reviews at once', 'server', ...COLUMNS, 'reviews/s of bare', 'by CPU'], rows);

    const sorts: (readonly string[])[] = [];
    for (const sort of CLAIM_SORTS) {
      const requests = cycle(podRequests(claims, DISTINCT_REVIEWS / CLAIM_SORTS.length, sort));
      sorts.push(...pairRows(sort, await measureBoth(servers, steady(requests, 25))).slice(1));
    }
    table(['25 at once, pods with', 'server', ...COLUMNS, 'reviews/s of bare', 'by CPU'], sorts);
    if (Number(flags.soak) > 0) await soak(service, mixed());
    console.log(describeMachine());
  } finally {
    await Promise.all([bare.kill(), service.kill()]);
  }
}

async function main(): Promise<void> {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build first`);
  pinMyself(CLIENT_CORE);
  const folder = await mkdtemp(join(tmpdir(), 'stowage-bench-'));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
