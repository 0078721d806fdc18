/** The thread that works on questions: what it is given takes its time and its heap, never those of the webhooks. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseYaml } from '../state/parse-yaml.ts';
import { decide } from './decide.ts';
import type { PolicyJob } from './policy.ts';
import type { WorkerData } from './policy-thread.ts';
import { remoteLookup } from './remote-lookup.ts';

const { line, settings, ignore, limits }: WorkerData = workerData;

parentPort?.on('message', async (job: PolicyJob) => {
  const hooks = { lookup: remoteLookup(line), settings, parseYaml };
  parentPort?.postMessage(await decide(job, { hooks, ignore, limits }));
});
parentPort?.postMessage('ready');
