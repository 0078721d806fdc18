import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificatePair } from '../certs/types.ts';
import type { AdmissionMetrics } from '../telemetry/admission-metrics.ts';
import type { Log } from '../telemetry/log.ts';
import type { MetricsPage } from '../telemetry/metrics.ts';
import { untilDrained } from './drain.ts';
import type { Clock, DrainTimes } from './drain.ts';
import type { HookTable } from './hook-function.ts';
import { Intake } from './intake.ts';
import { Lifecycle } from './lifecycle.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { ServerLimits } from './limits.ts';
import { createPlainListener, createSecureListener, listen, stop } from './listener.ts';
import type { ListenAddress } from './listener.ts';
import { createOpsApp } from './ops-app.ts';
import type { Readiness } from './readiness.ts';
import { secureContextOf } from './serving-certificate.ts';
import { createWebhookApp } from './webhook-app.ts';

/** What the servers are made from. */
export interface ServersOptions {
  readonly hooks: HookTable;
  readonly readiness: Readiness;
  readonly certificate: CertificatePair;
  readonly webhookAddress: ListenAddress;
  readonly opsAddress: ListenAddress;
  readonly log: Log;
  readonly metrics: AdmissionMetrics;
  readonly metricsPage: MetricsPage;
  /** Limits that differ from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<ServerLimits>;
}

/** The ports that were taken. */
export interface Ports {
  readonly webhook: number;
  readonly ops: number;
}

/** The webhook's listener and the operators'. */
export interface Servers {
  /**
   * Starts to listen: the operators' listener first, so that probes are answered.
   * @throws AppError when an address cannot be had; then nothing listens.
   */
  readonly listen: () => Promise<Ports>;
  /**
   * Serves another certificate from the next handshake on; open connections stay.
   * @throws AppError when the pair cannot serve; the one before it stays in use.
   */
  readonly setCertificate: (certificate: CertificatePair) => void;
  /** Leaves without failing a review: to be called upon SIGTERM, once; afterwards nothing listens. */
  readonly drain: (times: DrainTimes, clock?: Clock) => Promise<void>;
  /** Stops at once. */
  readonly close: () => Promise<void>;
}

/** How long requests that still arrive are told to go elsewhere before the connections are closed. */
const REFUSING_MS = 1000;

const SYSTEM_CLOCK: Clock = { now: () => performance.now(), sleep };

/** Makes the servers; nothing listens yet. */
export function createServers(options: ServersOptions): Servers {
  const { hooks, readiness, log, metrics, metricsPage } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const lifecycle = new Lifecycle();
  const webhookApp = createWebhookApp(hooks, {
    lifecycle,
    readiness,
    intake: new Intake(limits),
    limits,
    log,
    metrics,
    onGoodReview: socket => webhook.connections.trust(socket),
  });
  const webhook = createSecureListener(webhookApp, options.certificate, limits);
  const ops = createPlainListener(createOpsApp({ lifecycle, readiness, metricsPage, log }), limits);

  async function close(): Promise<void> {
    await Promise.all([stop(webhook), stop(ops)]);
  }

  return {
    async listen() {
      const opsPort = await listen(ops, options.opsAddress);
      try {
        return { ops: opsPort, webhook: await listen(webhook, options.webhookAddress) };
      } catch (error) {
        await stop(ops);
        throw error;
      }
    },
    setCertificate(certificate) {
      webhook.server.setSecureContext(secureContextOf(certificate));
    },
    async drain(times, clock = SYSTEM_CLOCK) {
      lifecycle.advance('draining');
      log.info({}, 'draining');
      await untilDrained(lifecycle, times, clock);
      lifecycle.advance('refusing');
      await clock.sleep(REFUSING_MS);
      await close();
      log.info({ requests: lifecycle.requests }, 'drained');
    },
    close,
  };
}
