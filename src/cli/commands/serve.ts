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

async function untilToldToStop(): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  await Promise.race([once(process, 'SIGTERM', { signal }), once(process, 'SIGINT', { signal })]);
  stop.abort();
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

/** `stowage serve`: serves the webhooks over HTTPS on a state of manifests until SIGTERM or SIGINT. */
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
  await untilToldToStop();
  await service.drain();
  return EXIT.yes;
}
