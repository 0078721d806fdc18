import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import type { DriverContext } from '../core/driver.ts';
import { AppError } from '../core/errors.ts';
import { DEFAULT_EXTENDER_CONFIG, parseExtenderConfig } from '../scheduler/extender-config.ts';
import type { ExtenderConfig } from '../scheduler/extender-config.ts';
import { createExtender } from '../scheduler/extender.ts';
import type { ReservationClock } from '../scheduler/reservations/clock.ts';
import { Reservations } from '../scheduler/reservations/reservations.ts';
import type { ReservationsOptions } from '../scheduler/reservations/reservations.ts';
import type { ExtenderServing } from '../server/servers.ts';
import { createExtenderMetrics } from '../telemetry/extender-metrics.ts';
import type { MetricsRegistry } from '../telemetry/metrics.ts';
import { createReservationMetrics } from '../telemetry/reservation-metrics.ts';

/** What the extender of a service is made from. */
export interface ExtenderPartsOptions extends Pick<ReservationsOptions, 'ageOf' | 'coldFor'> {
  readonly config: Config;
  readonly context: DriverContext;
  readonly registry: MetricsRegistry;
}

/** The extender of a service. */
export interface ExtenderParts {
  readonly serving: ExtenderServing;
  /** To be rebuilt once the cluster has been read, and told of its changes; absent when nothing is reserved. */
  readonly reservations: Reservations | undefined;
}

const SYSTEM_CLOCK: ReservationClock = {
  now: () => performance.timeOrigin + performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

async function readExtenderConfig({ config, context }: ExtenderPartsOptions): Promise<ExtenderConfig> {
  const file = config.extenderConfig;
  if (file === undefined) return DEFAULT_EXTENDER_CONFIG;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ERR_EXTENDER_CONFIG', { file, reason });
  });
  const parsed = parseExtenderConfig(text, context.parseYaml);
  if ('error' in parsed) throw new AppError('ERR_EXTENDER_CONFIG', { file, reason: parsed.error });
  return parsed;
}

function createReservations(options: ExtenderPartsOptions): Reservations | undefined {
  const { config, context, registry, ageOf, coldFor } = options;
  if (config.reservations === 'off') return undefined;
  return new Reservations({
    mode: config.reservations,
    context,
    clock: SYSTEM_CLOCK,
    metrics: createReservationMetrics(registry),
    ...(ageOf !== undefined && { ageOf }),
    ...(coldFor !== undefined && { coldFor }),
  });
}

/**
 * Makes the extender of a service.
 * @throws AppError when its configuration file cannot be used.
 */
export async function createExtenderParts(options: ExtenderPartsOptions): Promise<ExtenderParts> {
  const { config, context, registry } = options;
  const extenderConfig = await readExtenderConfig(options);
  const reservations = createReservations(options);
  const serving: ExtenderServing = {
    extender: createExtender(context, extenderConfig, reservations),
    address: extenderConfig.listen ?? { host: config.address, port: config.extenderPort },
    metrics: createExtenderMetrics(registry),
  };
  return { serving, reservations };
}
