import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildBundle } from '../../../scripts/build.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { Component } from './component.ts';
import { logsFolder } from './components.ts';
import type { ControlPlane } from './control-plane.ts';
import { applyInstallation, serveArguments } from './installation.ts';
import { freePort, HOST } from './ports.ts';

/** The service, installed in a control plane; it runs as a process beside kube-apiserver and not as a pod. */
export interface Stowage {
  /** Starts and is ready, or stops at once as by a crash; always on the same ports. */
  readonly service: Component;
  readonly webhookPort: number;
  /** Health and metrics. */
  readonly opsAddress: string;
  /** The lines of its log so far, of all starts. */
  readonly log: () => Promise<readonly JsonObject[]>;
}

/** What a test may want different. */
export interface StowageOptions {
  /** Flags of `stowage serve` after those of the Deployment. */
  readonly flags?: readonly string[];
}

async function readLog(file: string): Promise<readonly JsonObject[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as JsonObject);
}

/** Applies the manifests and bundles the service; it is not started yet. */
export async function installStowage(
  controlPlane: ControlPlane,
  { flags = [] }: StowageOptions = {},
): Promise<Stowage> {
  const ports = { webhook: await freePort(), ops: await freePort(), extender: await freePort() };
  await applyInstallation(controlPlane, ports);
  const bundle = join(controlPlane.folder, 'stowage');
  await buildBundle(bundle);
  const logFile = join(logsFolder(controlPlane.folder), 'stowage.log');
  const opsAddress = `http://${HOST}:${ports.ops}`;
  const service = new Component({
    name: 'stowage',
    program: process.execPath,
    args: [join(bundle, 'stowage.js'), ...(await serveArguments(controlPlane, ports)), ...flags],
    healthAddress: `${opsAddress}/readyz`,
    logFile,
  });
  return { service, webhookPort: ports.webhook, opsAddress, log: () => readLog(logFile) };
}

/** Installs the service before the tests of a suite and starts it; what is given is there before. */
export function withStowage(
  controlPlane: () => ControlPlane,
  prepare: (controlPlane: ControlPlane) => Promise<void>,
  options?: StowageOptions,
): () => Stowage {
  let running: Stowage | undefined;
  beforeAll(async () => {
    await prepare(controlPlane());
    running = await installStowage(controlPlane(), options);
    await running.service.start();
  });
  afterAll(async () => await running?.service.stop());
  return () => {
    if (running === undefined) throw new Error('the service is there in hooks and tests only');
    return running;
  };
}
