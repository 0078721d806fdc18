import type { Config } from '../config/config.ts';
import { HOOKS } from '../hooks/registry.ts';
import { review } from '../hooks/review.ts';
import type { HookContext } from '../hooks/context.ts';
import type { LogDestination } from '../telemetry/log.ts';

/** What the service runs on. */
export interface ServiceOptions {
  readonly config: Config;
  readonly context: HookContext;
  readonly now: Date;
  /** Where the log goes; standard output unless given. */
  readonly logDestination?: LogDestination;
}

/** A service that listens. */
export interface Service {
  readonly ports: { readonly webhook: number; readonly ops: number };
  /** The paths of its hooks. */
  readonly paths: readonly string[];
  /** The certificate of the CA that clients have to trust. */
  readonly caPem: string;
  /** Leaves without failing a review. */
  readonly drain: () => Promise<void>;
  /** Stops at once. */
  readonly close: () => Promise<void>;
}

const CA_DAYS = 365;
const LEAF_DAYS = 7;
/** Clients on the same machine reach the service by these names too. */
const LOCAL_NAMES = ['localhost'];

/** A state of manifests is read before the service starts, so there is nothing to wait for. */
const ALWAYS_READY = { cannotDecide: () => undefined, notReady: () => [] };

async function certificates(config: Config, now: Date) {
  const { issueCertificateAuthority, issueServingCertificate } = await import('../certs/issue.ts');
  const { serviceDnsNames } = await import('../certs/service-dns-names.ts');
  const ca = await issueCertificateAuthority({ now, days: CA_DAYS });
  const names = serviceDnsNames(config.serviceName, config.ownNamespace, config.clusterDomain);
  return {
    ca,
    leaf: await issueServingCertificate({ ca, dnsNames: [...names, ...LOCAL_NAMES], now, days: LEAF_DAYS }),
  };
}

/** Starts the service with a CA of its own, held in memory. */
export async function startService({
  config,
  context,
  now,
  logDestination,
}: ServiceOptions): Promise<Service> {
  const [
    { createServers },
    { DEFAULT_DRAIN_TIMES },
    { createLog },
    metrics,
    { createAdmissionMetrics },
    { ca, leaf },
  ] = await Promise.all([
    import('../server/servers.ts'),
    import('../server/drain.ts'),
    import('../telemetry/log.ts'),
    import('../telemetry/metrics.ts'),
    import('../telemetry/admission-metrics.ts'),
    certificates(config, now),
  ]);
  const paths = HOOKS.map(hook => hook.path);
  const registry = metrics.createRegistry();
  const servers = createServers({
    hooks: new Map(paths.map(path => [path, request => review(path, request, context)])),
    readiness: ALWAYS_READY,
    certificate: leaf,
    webhookAddress: { host: config.address, port: config.webhookPort },
    opsAddress: { host: config.address, port: config.opsPort },
    log: createLog(config.logLevel, logDestination),
    metrics: createAdmissionMetrics(registry, paths),
    metricsPage: registry,
    limits: { maxConcurrentReviews: config.maxConcurrentReviews },
  });
  return {
    ports: await servers.listen(),
    paths,
    caPem: ca.certificatePem,
    drain: async () => await servers.drain(DEFAULT_DRAIN_TIMES),
    close: async () => await servers.close(),
  };
}
