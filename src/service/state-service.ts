import { issueCertificateAuthority, issueServingCertificate } from '../certs/issue.ts';
import { serviceDnsNames } from '../certs/service-dns-names.ts';
import type { Config } from '../config/config.ts';
import type { HookContext } from '../hooks/context.ts';
import { HOOKS } from '../hooks/registry.ts';
import { review } from '../hooks/review.ts';
import { DEFAULT_DRAIN_TIMES } from '../server/drain.ts';
import { createServers } from '../server/servers.ts';
import { createAdmissionMetrics } from '../telemetry/admission-metrics.ts';
import { createLog } from '../telemetry/log.ts';
import type { LogDestination } from '../telemetry/log.ts';
import { createRegistry } from '../telemetry/metrics.ts';
import { clientCheckOf } from './client-check.ts';
import { createExtenderParts } from './extender-parts.ts';
import { createPolicyService } from './policy-service.ts';
import type { Service } from './service.ts';

/** What the service runs on. */
export interface StateServiceOptions {
  readonly config: Config;
  readonly context: HookContext;
  readonly now: Date;
  /** Where the log goes; standard output unless given. */
  readonly logDestination?: LogDestination;
}

/** A service on a state of manifests. */
export interface StateService extends Service {
  /** The certificate of the CA that clients have to trust. */
  readonly caPem: string;
}

const CA_DAYS = 365;
const LEAF_DAYS = 7;

/** A state of manifests is read before the service starts, so there is nothing to wait for. */
const ALWAYS_READY = { cannotDecide: () => undefined, notReady: () => [] };

/** A CA in memory, and a certificate for the names of the Service and for clients on this machine. */
async function certificates(config: Config, now: Date) {
  const ca = await issueCertificateAuthority({ now, days: CA_DAYS });
  const names = serviceDnsNames(config.serviceName, config.ownNamespace, config.clusterDomain);
  const leaf = await issueServingCertificate({ ca, dnsNames: [...names, 'localhost'], now, days: LEAF_DAYS });
  return { ca, leaf };
}

/** Starts the service on a state of manifests, with a CA of its own. */
export async function startStateService(options: StateServiceOptions): Promise<StateService> {
  const { config, context } = options;
  const { ca, leaf } = await certificates(config, options.now);
  const paths = HOOKS.map(hook => hook.path);
  const registry = createRegistry();
  const log = createLog(config.logLevel, options.logDestination);
  const policy = createPolicyService({ config, lookup: context.lookup, log, registry });
  // A state of manifests has no past in which anybody was promised anything.
  const extender = await createExtenderParts({ config, context, registry, coldFor: 0 });
  extender.reservations?.rebuild();
  const servers = createServers({
    hooks: new Map(paths.map(path => [path, request => review(path, request, context)])),
    readiness: ALWAYS_READY,
    certificate: leaf,
    webhookAddress: { host: config.address, port: config.webhookPort },
    opsAddress: { host: config.address, port: config.opsPort },
    extender: extender.serving,
    policyApi: policy.serving,
    clientCheck: await clientCheckOf(config),
    log,
    metrics: createAdmissionMetrics(registry, paths),
    metricsPage: registry,
    limits: { maxConcurrentReviews: config.maxConcurrentReviews },
  });
  return {
    ports: await servers.listen(),
    paths,
    caPem: ca.certificatePem,
    async drain() {
      await servers.drain(DEFAULT_DRAIN_TIMES);
      await policy.close();
    },
    async close() {
      await servers.close();
      await policy.close();
    },
  };
}
