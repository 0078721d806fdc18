/**
 * Provokes faults on the service as it runs (`stowage serve` of dist/, built before; `--source` takes src/) and compares what
 * happens with the goals. Takes about seven minutes; ends with exit code 1 when a goal is missed.
 *
 *   npm run test:faults -- [--only G1,29] [--source]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Fault, Finding, Scene } from '../test/load/faults/fault.ts';
import { FAULTS, NOT_RUN } from '../test/load/faults/registry.ts';
import { writeState } from '../test/load/generated-state.ts';
import { cycle } from '../test/load/load.ts';
import { describeMachine } from '../test/load/machine.ts';
import { podRequests } from '../test/load/reviews.ts';
import { startService } from '../test/load/service-process.ts';
import type { ServiceProcess } from '../test/load/service-process.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SIZE = { nodes: 50, claims: 4_000 };
const DISTINCT_REVIEWS = 500;
const MOST_MINUTES = 10;
const READY_CHECK_MS = 50;

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    entry: { type: 'string', default: join(ROOT, 'dist', 'stowage.js') },
    source: { type: 'boolean', default: false },
  },
});
const entry = flags.source ? join(ROOT, 'src', 'main.ts') : flags.entry;

function chosenFaults(): readonly Fault[] {
  const ids = flags.only?.split(',');
  const unknown = ids?.filter(id => !FAULTS.some(fault => fault.id === id)) ?? [];
  if (unknown.length > 0)
    throw new Error(`unknown: ${unknown.join(', ')}; there are ${FAULTS.map(({ id }) => id).join(', ')}`);
  return FAULTS.filter(fault => ids?.includes(fault.id) ?? true);
}

async function untilReady(service: ServiceProcess): Promise<ServiceProcess> {
  while (!(await service.isReady())) await sleep(READY_CHECK_MS);
  return service;
}

async function tryFault(fault: Fault, scene: Scene): Promise<readonly Finding[]> {
  try {
    return await fault.run(scene);
  } catch (error) {
    const measured = error instanceof Error ? error.message : String(error);
    return [{ what: 'the attempt', goal: 'comes to an end', measured, isMet: false }];
  }
}

function print({ id, title }: Fault, findings: readonly Finding[]): void {
  for (const { what, goal, measured, isMet } of findings)
    console.log(`| ${id} | ${title} | ${what} | ${goal} | ${measured} | ${isMet ? 'met' : '**missed**'} |`);
}

async function run(folder: string, services: ServiceProcess[]): Promise<boolean> {
  const state = join(folder, 'state');
  await writeState(state, SIZE);
  const reviews = podRequests(SIZE.claims, DISTINCT_REVIEWS);
  const scene: Scene = {
    async start(nodeFlags = []) {
      const service = await startService({ entry, state, folder, nodeFlags });
      services.push(service);
      return await untilReady(service);
    },
    requests: () => cycle(reviews),
  };
  let isAllMet = true;
  console.log(`${describeMachine()}\n`);
  console.log('| id | what happens | what is measured | goal | measured | |\n|---|---|---|---|---|---|');
  for (const fault of chosenFaults()) {
    const findings = await tryFault(fault, scene);
    isAllMet &&= findings.every(({ isMet }) => isMet);
    print(fault, findings);
  }
  if (flags.only === undefined)
    for (const { id, title, reason } of NOT_RUN)
      console.log(`| ${id} | ${title} | | | not run: ${reason} | |`);
  console.log(`\n${describeMachine()}`);
  return isAllMet;
}

async function main(): Promise<void> {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build first`);
  const folder = await mkdtemp(join(tmpdir(), 'stowage-faults-'));
  const services: ServiceProcess[] = [];
  const timer = setTimeout(() => {
    console.error(`it took longer than ${MOST_MINUTES} minutes`);
    for (const service of services) service.child.kill('SIGKILL');
    process.exit(1);
  }, MOST_MINUTES * 60_000);
  try {
    if (!(await run(folder, services))) process.exitCode = 1;
  } finally {
    clearTimeout(timer);
    await Promise.all(services.map(service => service.kill()));
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
