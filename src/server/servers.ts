import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificatePair } from '../certs/types.ts';
import type { Extender } from '../scheduler/extender.ts';
import type { AdmissionMetrics } from '../telemetry/admission-metrics.ts';
import type { ExtenderMetrics } from '../telemetry/extender-metrics.ts';
import type { Log } from '../telemetry/log.ts';
import type { MetricsPage } from '../telemetry/metrics.ts';
import type { ClientCheck } from './client-check.ts';
import { untilDrained } from './drain.ts';
import type { Clock, DrainTimes } from './drain.ts';
import { createExtenderListener } from './extender-listener.ts';
import type { HookTable, PrepareFunction } from './hook-function.ts';
import { Intake } from './intake.ts';
import { Lifecycle } from './lifecycle.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { ServerLimits } from './limits.ts';
import { createPlainListener, createSecureListener, listen, stop } from './listener.ts';
import type { ListenAddress, Listener } from './listener.ts';
import { createOpsApp } from './ops-app.ts';
import type { PolicyServing } from './policy-api.ts';
import type { Readiness } from './readiness.ts';
import { secureContextOf } from './serving-certificate.ts';
import { createWebhookApp } from './webhook-app.ts';

/** What the scheduler extender is served from. */
export interface ExtenderServing {
  readonly extender: Extender;
  readonly address: ListenAddress;
  readonly metrics: ExtenderMetrics;
  /** Serves HTTPS with the webhook's certificate; plain HTTP unless said. */
  readonly isSecure?: boolean;
  /** Limits that differ from those of an extender. */
  readonly limits?: Partial<ServerLimits>;
}

/** What the servers are made from. */
export interface ServersOptions {
  readonly hooks: HookTable;
  readonly readiness: Readiness;
  /** Reads what a review names before its hook decides. */
  readonly prepare?: PrepareFunction;
  readonly certificate: CertificatePair;
  readonly webhookAddress: ListenAddress;
  readonly opsAddress: ListenAddress;
  /** Whose client certificates let reviews in; everybody may ask when absent. */
  readonly clientCheck?: ClientCheck | undefined;
  readonly log: Log;
  readonly metrics: AdmissionMetrics;
  readonly metricsPage: MetricsPage;
  /** Limits that differ from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<ServerLimits>;
  /** The scheduler extender, when it is to be served. */
  readonly extender?: ExtenderServing;
  /** The policy API on the operators' port, when it is to be served. */
  readonly policyApi?: PolicyServing | undefined;
}

/** The ports that were taken. */
export interface Ports {
  readonly webhook: number;
  readonly ops: number;
  /** Absent when no extender is served. */
  readonly extender?: number;
}

/** The webhook's listener, the operators' and the extender's. */
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

/** Makes the listener of the extender, when there is one to serve. */
function extenderListener(
  { extender: serving, certificate, readiness, log }: ServersOptions,
  lifecycle: Lifecycle,
): Listener | undefined {
  if (serving === undefined) return undefined;
  const { extender, metrics, isSecure = false, limits } = serving;
  const shared = { lifecycle, readiness, log };
  return createExtenderListener({
    ...shared,
    extender,
    metrics,
    limits,
    certificate: isSecure ? certificate : undefined,
  });
}

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
    clientCheck: options.clientCheck,
    ...(options.prepare && { prepare: options.prepare }),
    onGoodReview: socket => webhook.connections.trust(socket),
  });
  const clientCaPem = options.clientCheck?.caPem;
  const webhook = createSecureListener(webhookApp, options.certificate, limits, clientCaPem);
  const { policyApi } = options;
  const opsApp = createOpsApp({ lifecycle, readiness, metricsPage, log, limits, policyApi });
  const ops = createPlainListener(opsApp, limits);
  const extender = extenderListener(options, lifecycle);

  async function close(): Promise<void> {
    await Promise.all([webhook, ops, ...(extender ? [extender] : [])].map(stop));
  }

  return {
    async listen() {
      const opsPort = await listen(ops, options.opsAddress);
      try {
        const webhookPort = await listen(webhook, options.webhookAddress);
        const ports = { ops: opsPort, webhook: webhookPort };
        if (extender === undefined || options.extender === undefined) return ports;
        return { ...ports, extender: await listen(extender, options.extender.address) };
      } catch (error) {
        await close();
        throw error;
      }
    },
    setCertificate(certificate) {
      webhook.server.setSecureContext(secureContextOf(certificate, clientCaPem));
      if (extender !== undefined && 'setSecureContext' in extender.server) {
        extender.server.setSecureContext(secureContextOf(certificate));
      }
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
