import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Service } from '../../service/state-service.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadContext } from '../inputs.ts';
import type { StateFlags } from '../inputs.ts';

/** Options of `serve`. */
export interface ServeOptions extends StateFlags {
  readonly caFileOut?: string;
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
async function writeCa(environment: Environment, file: string | undefined, service: Service): Promise<void> {
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

/**
 * `stowage serve`: serves the webhooks over HTTPS on a state of manifests. SIGTERM, which a kubelet sends, drains it; SIGINT,
 * which a terminal sends, stops it at once.
 */
export async function serveCommand(environment: Environment, options: ServeOptions): Promise<number> {
  const { startStateService } = await import('../../service/state-service.ts');
  const { config, context } = await loadContext(environment, options);
  const service = await startStateService({ config, context, now: environment.now() });
  await writeCa(environment, options.caFileOut, service);
  const { webhook, ops, extender } = service.ports;
  environment.stderr.write(`serving ${service.paths.join(' ')}
  webhooks  https://${config.address}:${webhook}
  health    http://${config.address}:${ops}
  extender  http://${config.address}:${extender}
`);
  if ((await untilToldToStop()) === 'SIGTERM') await service.drain();
  else await service.close();
  return EXIT.yes;
}
