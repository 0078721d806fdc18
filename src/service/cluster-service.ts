import { OwnServer } from '../certs/own-server.ts';
import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/config.ts';
import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import type { HookContext } from '../hooks/context.ts';
import { HOOKS } from '../hooks/registry.ts';
import { review } from '../hooks/review.ts';
import type { ApiClient } from '../kube/api/api-request.ts';
import { startCluster } from '../kube/cluster.ts';
import type { Cluster } from '../kube/cluster.ts';
import { createEventRecorder } from '../kube/objects/events.ts';
import type { EventRecorder } from '../kube/objects/events.ts';
import { reviewToken } from '../kube/objects/token-review.ts';
import { connectToCluster } from '../kube/kube-config.ts';
import type { KubeConfigOptions } from '../kube/kube-config.ts';
import type { Reservations } from '../scheduler/reservations/reservations.ts';
import type { ClientCheck } from '../server/client-check.ts';
import { DEFAULT_DRAIN_TIMES } from '../server/drain.ts';
import type { HookTable } from '../server/hook-function.ts';
import { createServers } from '../server/servers.ts';
import { parseYaml } from '../state/parse-yaml.ts';
import { createAdmissionMetrics } from '../telemetry/admission-metrics.ts';
import { createCertificateMetrics } from '../telemetry/certificate-metrics.ts';
import { createClusterMetrics } from '../telemetry/cluster-metrics.ts';
import { createLog } from '../telemetry/log.ts';
import type { Log, LogDestination } from '../telemetry/log.ts';
import { createRegistry } from '../telemetry/metrics.ts';
import type { MetricsRegistry } from '../telemetry/metrics.ts';
import { clientCheckOf } from './client-check.ts';
import { clusterCertificates, watchForCertificates, webhookHostName } from './cluster-certificates.ts';
import { createExtenderParts } from './extender-parts.ts';
import { createPolicyService } from './policy-service.ts';
import type { PolicyService } from './policy-service.ts';
import { ReservationFeed } from './reservation-feed.ts';
import type { Service } from './service.ts';

/** What the service runs with in a cluster. */
export interface ClusterServiceOptions {
  readonly config: Config;
  /** Which cluster; the pod's own unless a kubeconfig is given. */
  readonly kube: KubeConfigOptions;
  /** The name of the pod, for Events. */
  readonly instance: string;
  /** Where the log goes; standard output unless given. */
  readonly logDestination?: LogDestination;
}

const PATHS = HOOKS.map(hook => hook.path);

/** The hooks, and after a denial the Event that tells the controller of the pod. */
function hookTable(context: HookContext, events: EventRecorder): HookTable {
  const decide = (path: string, request: AdmissionRequest): AdmissionResponse => {
    const response = review(path, request, context);
    if (!response.allowed) events.podDenied(request, response.status?.message ?? '');
    return response;
  };
  return new Map(PATHS.map(path => [path, request => decide(path, request)]));
}

interface Parts {
  readonly config: Config;
  readonly client: ApiClient;
  readonly cluster: Cluster;
  readonly clientCheck: ClientCheck | undefined;
  readonly log: Log;
  readonly registry: MetricsRegistry;
  readonly instance: string;
}

function policyService({ config, client, cluster, log, registry }: Parts): PolicyService {
  return createPolicyService({
    config,
    lookup: cluster.lookup,
    log,
    registry,
    async reviewToken(token) {
      const user = await reviewToken(client, token);
      return { authenticated: user !== undefined, username: user?.username ?? '' };
    },
  });
}

function notRebuilt(reservations: Reservations | undefined): readonly string[] {
  return [reservations?.cannotDecide()].filter(reason => reason !== undefined);
}

async function startServers(parts: Parts) {
  const { config, client, cluster, clientCheck, log, registry, instance } = parts;
  const own = new OwnServer();
  const metrics = createCertificateMetrics(registry);
  const certificates = clusterCertificates({ config, client, own, metrics, log });
  const policy = policyService(parts);
  const context = { lookup: cluster.lookup, settings: settingsOf(config), parseYaml };
  const extender = await createExtenderParts({ config, context, registry, ageOf: cluster.cacheAge });
  const { reservations } = extender;
  const servers = createServers({
    hooks: hookTable(context, createEventRecorder({ client, log, instance })),
    prepare: cluster.prepare,
    readiness: {
      cannotDecide: cluster.cannotDecide,
      notReady: () => [...certificates.notReady(), ...notRebuilt(reservations)],
    },
    certificate: await certificates.start(),
    webhookAddress: { host: config.address, port: config.webhookPort },
    opsAddress: { host: config.address, port: config.opsPort },
    extender: extender.serving,
    policyApi: policy.serving,
    clientCheck,
    log,
    metrics: createAdmissionMetrics(registry, PATHS),
    metricsPage: registry,
    limits: { maxConcurrentReviews: config.maxConcurrentReviews },
  });
  const ports = await servers.listen();
  const address = { host: config.address, port: ports.webhook, hostName: webhookHostName(config) };
  own.attach(address, pair => servers.setCertificate(pair));
  return { servers, certificates, policy, ports, reservations };
}

/** Starts the service on a cluster: caches, certificates, servers; it is ready once all of them are. */
export async function startClusterService(options: ClusterServiceOptions): Promise<Service> {
  const { config, kube, instance } = options;
  const log = createLog(config.logLevel, options.logDestination);
  const client = connectToCluster(kube);
  const clientCheck = await clientCheckOf(config);
  const registry = createRegistry();
  const feed = new ReservationFeed();
  const metrics = createClusterMetrics(registry);
  const cluster = startCluster({ client, log, metrics, onChange: feed.note });
  const parts = { config, client, cluster, clientCheck, log, registry, instance };
  const { servers, certificates, policy, ports, reservations } = await startServers(parts);
  void feed.follow(reservations, cluster);
  const stopping = new AbortController();
  const stopWatching = watchForCertificates(certificates, { config, client, log }, stopping.signal);
  const running = certificates.run(stopping.signal);

  async function stopParts(): Promise<void> {
    stopping.abort();
    await Promise.all([stopWatching(), cluster.stop(), running, policy.close()]);
  }

  return {
    ports,
    paths: PATHS,
    async drain() {
      await servers.drain(DEFAULT_DRAIN_TIMES);
      await stopParts();
    },
    async close() {
      await servers.close();
      await stopParts();
    },
  };
}
