import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Service } from '../../service/service.ts';
import type { StateService } from '../../service/state-service.ts';
import { cannotWrite } from '../cannot-write.ts';
import { loadConfig } from '../config-file.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadContext } from '../inputs.ts';
import type { StateFlags } from '../inputs.ts';
import { configFlags } from '../options.ts';
import { UsageError } from '../usage-error.ts';

/** Options of `serve`. */
export interface ServeOptions extends StateFlags {
  readonly caFileOut?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
}

interface Serving {
  readonly config: Config;
  readonly service: Service;
}

type StopSignal = 'SIGTERM' | 'SIGINT';

/** Waits for the first signal; a second one ends the process as if we had not waited. */
async function untilToldToStop(): Promise<StopSignal> {
  const stop = new AbortController();
  async function told(name: StopSignal): Promise<StopSignal> {
    await once(process, name, { signal: stop.signal });
    return name;
  }
  const first = await Promise.race([told('SIGTERM'), told('SIGINT')]);
  stop.abort();
  return first;
}

/** A service whose clients cannot trust it is of no use: it ends. */
async function writeCa(
  environment: Environment,
  file: string | undefined,
  service: StateService,
): Promise<void> {
  if (file === undefined) return;
  try {
    await writeFile(resolve(environment.cwd, file), service.caPem).catch(
      cannotWrite(`--ca-file-out: ${file}`),
    );
  } catch (error) {
    await service.close();
    throw error;
  }
}

async function serveState(environment: Environment, options: ServeOptions): Promise<Serving> {
  const { startStateService } = await import('../../service/state-service.ts');
  const { config, context } = await loadContext(environment, options);
  const service = await startStateService({ config, context, now: environment.now() });
  await writeCa(environment, options.caFileOut, service);
  return { config, service };
}

async function serveCluster(environment: Environment, options: ServeOptions): Promise<Serving> {
  if (options.caFileOut !== undefined) {
    throw new UsageError(
      '--ca-file-out goes with --state',
      'In a cluster the CA is in the Secret of the webhook.',
    );
  }
  const { startClusterService } = await import('../../service/cluster-service.ts');
  const config = await loadConfig(environment, configFlags(options), options.config);
  const { kubeconfig: file, context } = options;
  const kube = { ...(file !== undefined && { file }), ...(context !== undefined && { context }) };
  return { config, service: await startClusterService({ config, kube, instance: hostname() }) };
}

/**
 * `stowage serve`: serves the webhooks over HTTPS, in a cluster or with `--state` on manifests. SIGTERM, which a kubelet
 * sends, drains it; SIGINT, which a terminal sends, stops it at once.
 */
export async function serveCommand(environment: Environment, options: ServeOptions): Promise<number> {
  const serve = options.state === undefined ? serveCluster : serveState;
  const { config, service } = await serve(environment, options);
  const { webhook, ops, extender } = service.ports;
  environment.stderr.write(`serving ${service.paths.join(' ')}
  webhooks  https://${config.address}:${webhook}
  health    http://${config.address}:${ops}
  extender  http://${config.address}:${extender}
`);
  if (config.policyApi !== 'off') {
    environment.stderr.write(`  policy    http://${config.address}:${ops}/api/v1/openapi.json\n`);
  }
  if ((await untilToldToStop()) === 'SIGTERM') await service.drain();
  else await service.close();
  return EXIT.yes;
}
