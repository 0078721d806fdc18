import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadContext } from '../../src/cli/inputs.ts';
import { startStateService } from '../../src/service/state-service.ts';
import type { StateService } from '../../src/service/state-service.ts';
import { fakeEnvironment } from './cli.ts';

/** Every manifest that the examples and the other tests use. */
export const MANIFEST_FILES: readonly string[] = ['examples/manifests', 'examples/cluster', 'test/fixtures']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name)),
  )
  .toSorted();

const LOCAL = {
  address: '127.0.0.1',
  webhookPort: 0,
  opsPort: 0,
  extenderPort: 0,
  logLevel: 'silent',
  policyApi: 'on',
} as const;

/** Starts a service with the policy API on the cluster of the examples. */
export async function startPolicyService(
  configFile: string | undefined,
  afterwards: (end: () => Promise<void>) => void = onTestFinished,
): Promise<StateService> {
  const flags = {
    namespace: 'default',
    state: ['examples/cluster'],
    ...(configFile !== undefined && { config: configFile }),
  };
  const { config, context } = await loadContext(fakeEnvironment([]).environment, flags);
  const service = await startStateService({ config: { ...config, ...LOCAL }, context, now: new Date() });
  afterwards(async () => await service.close());
  return service;
}

/** What a test asks the policy API. */
export interface Asking {
  readonly path?: string;
  readonly method?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What the policy API answers. */
export interface Asked {
  readonly code: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks the policy API on this machine. */
export async function askPolicy(port: number, asking: Asking): Promise<Asked> {
  const { path = '/api/v1/check', method = 'POST', type = 'application/yaml', headers, body } = asking;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'Content-Type': type, ...headers },
    ...(body !== undefined && { body }),
  });
  return { code: response.status, headers: response.headers, text: await response.text() };
}
