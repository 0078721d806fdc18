/** Reads the cluster of `api-server.ts` as the service does and prints what that takes; bundled by `bench-cache.ts`. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { createApiClient } from '../../src/kube/api/api-client.ts';
import { startCluster } from '../../src/kube/cluster.ts';

async function memoryOf(field: 'VmRSS' | 'VmHWM'): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8');
  const kibibytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return `${Math.round(kibibytes / 1024)} MiB`;
}

/** The longest time that the event loop was not free. */
function watchEventLoop(): () => string {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return `${Math.round(longest)} ms`;
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const kubeConfig = new KubeConfig();
kubeConfig.loadFromClusterAndUser(
  { name: 'bench', server: `http://127.0.0.1:${process.argv[2]}`, skipTLSVerify: true },
  { name: 'bench', token: 't' },
);
const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const before = await memoryOf('VmRSS');
const client = createApiClient(kubeConfig);
const longestStall = watchEventLoop();
const since = performance.now();
const cpu = process.cpuUsage();
const cluster = startCluster({ client, log });
await cluster.whenRead();
const seconds = ((performance.now() - since) / 1000).toFixed(1);
const used = process.cpuUsage(cpu);
const cpuSeconds = ((used.user + used.system) / 1e6).toFixed(1);
print(
  `sync         ${seconds} s (${cpuSeconds} s of CPU), longest stall of the event loop ${longestStall()}`,
);
print(
  `memory       ${before} before, ${await memoryOf('VmRSS')} after, ${await memoryOf('VmHWM')} at its peak`,
);
await sleep(10_000);
print(`             ${await memoryOf('VmRSS')} ten seconds later`);
globalThis.gc?.();
print(`heap         ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB in use`);
await cluster.stop();
client.close();
