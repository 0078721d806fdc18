import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { createApiClient } from '../../src/kube/api/api-client.ts';
import type { ApiClient } from '../../src/kube/api/api-request.ts';
import { SYSTEM_CLOCK } from '../../src/kube/clock.ts';
import type { Clock, Random } from '../../src/kube/clock.ts';
import type { ClusterMetrics } from '../../src/kube/cluster-metrics.ts';
import { KindCache } from '../../src/kube/kind-cache.ts';
import type { ResourceKind } from '../../src/kube/kinds/resource-kind.ts';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import type { KubeLog } from '../../src/kube/kube-log.ts';
import { ListWatch } from '../../src/kube/list-watch/list-watch.ts';
import type { Standing } from '../../src/kube/list-watch/list-watch-state.ts';
import { Reachability } from '../../src/kube/list-watch/reachability.ts';
import type { Target } from '../../src/kube/list-watch/target.ts';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';
import type { ListWatchTimes } from '../../src/kube/list-watch/times.ts';
import { FakeApiServer } from './fake-api-server.ts';
import type { FakeResource } from './fake-api-server.ts';

export const PODS: FakeResource = { apiVersion: 'v1', kind: 'Pod', plural: 'pods' };
export const CLAIMS: FakeResource = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
};
export const CLASSES: FakeResource = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
};
export const IOMESH_CLUSTERS: FakeResource = {
  apiVersion: 'iomesh.com/v1alpha1',
  kind: 'IOMeshCluster',
  plural: 'iomeshclusters',
};

/** Times so short that real ones can be waited for. */
export const SHORT_TIMES: ListWatchTimes = {
  ...LIST_WATCH_TIMES,
  startJitterMs: 0,
  backoffMs: 10,
  backoffCapMs: 50,
  unreachableCapMs: 50,
  wokenJitterMs: 5,
  expiredJitterMs: 10,
  healthyMs: 20,
  absentMs: 30,
  vanishedMs: 10,
  headMs: 200,
  listSilenceMs: 200,
  watchSilenceMs: 5_000,
};

/** A row of the table of kinds. */
export function resourceOf(kind: string): ResourceKind {
  const found = RESOURCES.find(resource => resource.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not read`);
  return found;
}

/** A log that can be looked at. */
export function keptLog(): KubeLog & {
  readonly lines: { level: string; fields: object; sentence: string }[];
} {
  const lines: { level: string; fields: object; sentence: string }[] = [];
  const at = (level: string) => (fields: object, sentence: string) =>
    void lines.push({ level, fields, sentence });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Metrics that can be looked at: `listed Pod start`. */
export function keptMetrics(): ClusterMetrics & { readonly noted: string[] } {
  const noted: string[] = [];
  return {
    noted,
    eventSeen: kind => void noted.push(`event ${kind}`),
    listed: (kind, reason) => void noted.push(`listed ${kind} ${reason}`),
    held: (kind, objects) => void noted.push(`held ${kind} ${objects}`),
    watchAges: () => undefined,
  };
}

/** A fake API server that stops when the test ends. */
export async function startFake(...resources: readonly FakeResource[]): Promise<FakeApiServer> {
  const fake = await FakeApiServer.start();
  onTestFinished(() => fake.stop());
  return fake.serve(...resources);
}

/** A client of a fake API server, closed when the test ends. */
export function clientOf(fake: FakeApiServer, clock: Clock = SYSTEM_CLOCK): ApiClient {
  const client = createApiClient(fake.kubeConfig(), clock);
  onTestFinished(() => client.close());
  return client;
}

export interface FollowOptions {
  readonly client: ApiClient;
  readonly kind?: string;
  readonly target?: Target;
  readonly clock?: Clock;
  readonly times?: Partial<ListWatchTimes>;
  readonly random?: Random;
  readonly reachability?: Reachability;
}

/** A running list-watch and what it brought. */
export interface Followed {
  readonly listWatch: ListWatch;
  readonly store: ObjectStore;
  /** `put web`, `removed web`, in the order they happened. */
  readonly changes: string[];
  readonly standings: Standing[];
  readonly log: ReturnType<typeof keptLog>;
  readonly metrics: ReturnType<typeof keptMetrics>;
  /** The names of the objects that are known. */
  readonly names: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Follows one kind until the test ends. */
export function follow({ client, kind = 'Pod', times = SHORT_TIMES, ...options }: FollowOptions): Followed {
  const resource = resourceOf(kind);
  const store = new ObjectStore();
  const changes: string[] = [];
  const standings: Standing[] = [];
  const log = keptLog();
  const metrics = keptMetrics();
  const { trim } = resource;
  const onChange: ConstructorParameters<typeof KindCache>[0]['onChange'] = ({ type, object }) =>
    void changes.push(`${type} ${nameOf(object)}`);
  const listWatch = new ListWatch({
    target: options.target ?? resource,
    client,
    sink: new KindCache({ kind, trim, store, onChange }),
    times: { ...LIST_WATCH_TIMES, ...times },
    clock: options.clock ?? SYSTEM_CLOCK,
    random: options.random ?? Math.random,
    reachability: options.reachability ?? new Reachability(),
    log,
    metrics,
    onStanding: standing => void standings.push(standing),
  });
  const running = listWatch.run();
  async function stop(): Promise<void> {
    listWatch.stop();
    await running;
  }
  onTestFinished(stop);
  return {
    listWatch,
    store,
    changes,
    standings,
    log,
    metrics,
    names: () => store.list(kind).map(nameOf),
    stop,
  };
}

/** A pod in namespace `shop`. */
export function pod(name: string, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec };
}

/** A cluster-scoped or namespaced object with nothing but a name. */
export function bare(resource: FakeResource, name: string, namespace?: string): JsonObject {
  const { apiVersion, kind } = resource;
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}
