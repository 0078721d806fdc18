import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Lookup } from '../core/lookup.ts';
import { ObjectStore } from '../core/object-store.ts';
import type { ApiClient } from './api/api-request.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { Clock, Random } from './clock.ts';
import { createClusterKind } from './cluster-kind.ts';
import type { ClusterKind } from './cluster-kind.ts';
import { NO_CLUSTER_METRICS } from './cluster-metrics.ts';
import type { ClusterMetrics } from './cluster-metrics.ts';
import { agesOf, isUnread, problemsOf, staleReason, unreadReason } from './cluster-report.ts';
import type { Change } from './kind-cache.ts';
import type { ResourceKind } from './kinds/resource-kind.ts';
import { RESOURCES } from './kinds/resources.ts';
import type { KubeLog } from './kube-log.ts';
import { Reachability } from './list-watch/reachability.ts';
import { LIST_WATCH_TIMES } from './list-watch/times.ts';
import type { ListWatchTimes } from './list-watch/times.ts';
import { MissingObjects } from './missing-objects.ts';
import { createPrepare } from './prepare.ts';
import type { Prepare } from './prepare.ts';

/** What a cluster is read with. */
export interface ClusterOptions {
  readonly client: ApiClient;
  readonly log: KubeLog;
  readonly metrics?: ClusterMetrics;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Times that differ from {@link LIST_WATCH_TIMES}. */
  readonly times?: Partial<ListWatchTimes>;
  /** The kinds to read; {@link RESOURCES} unless said. */
  readonly resources?: readonly ResourceKind[];
  /** Nothing is decided any more on what has not been heard of for so many milliseconds; ten minutes unless said. */
  readonly maxStalenessMs?: number;
  /** Told of everything that really changes. */
  readonly onChange?: (change: Change) => void;
}

/** A cluster whose state is read and kept current. */
export interface Cluster {
  /** What is known: complete for every kind that has been read; a kind that the API does not serve is complete and empty. */
  readonly lookup: Lookup;
  /** Why nothing can be decided (`not read yet: Pod, Node`); `undefined` when it can. */
  readonly cannotDecide: () => string | undefined;
  /** Milliseconds since a kind was last known to be current; `undefined` when it never was. */
  readonly cacheAge: (kind: string) => number | undefined;
  /** What goes wrong now, by kind. */
  readonly problems: () => ReadonlyMap<string, string>;
  /** Reads what a request names and the cache does not hold yet. Bounded in number and in time, and never rejects. */
  readonly prepare: Prepare;
  /** One claim, from the API server when it is not in the cache; `undefined` when it is in neither, or cannot be read. */
  readonly readClaim: (namespace: string, name: string) => Promise<KubernetesObject | undefined>;
  /** Resolves when everything that decisions need has been read; never, when it is stopped before. */
  readonly whenRead: () => Promise<void>;
  /** Stops reading; resolves when nothing is left running. The client stays open. */
  readonly stop: () => Promise<void>;
}

const MAX_STALENESS_MS = 600_000;

interface Reading {
  readonly store: ObjectStore;
  readonly kinds: readonly ClusterKind[];
  readonly whenRead: Promise<void>;
}

function createReading(options: ClusterOptions, clock: Clock): Reading {
  const { client, log, metrics = NO_CLUSTER_METRICS, onChange = () => undefined } = options;
  const complete = new Set<string>();
  const store = new ObjectStore({ complete });
  const { promise: whenRead, resolve } = Promise.withResolvers<void>();
  const parts = {
    client,
    store,
    clock,
    random: options.random ?? Math.random,
    times: { ...LIST_WATCH_TIMES, ...options.times },
    reachability: new Reachability(),
    log,
    metrics,
    onChange,
    onComplete(kind: string) {
      complete.add(kind);
      if (!kinds.some(isUnread)) resolve();
    },
  };
  const kinds = (options.resources ?? RESOURCES).map(resource => createClusterKind(resource, parts));
  metrics.watchAges(() => agesOf(kinds));
  return { store, kinds, whenRead };
}

function prepareWith(
  claims: ClusterKind | undefined,
  classes: ClusterKind | undefined,
  missing: MissingObjects,
  clock: Clock,
): Prepare {
  if (claims === undefined || classes === undefined) return () => undefined;
  return createPrepare({ claims, classes, missing, clock });
}

/** Starts to read a cluster; `cannotDecide` says what has not been read yet. */
export function startCluster(options: ClusterOptions): Cluster {
  const { client, log, clock = SYSTEM_CLOCK, maxStalenessMs = MAX_STALENESS_MS } = options;
  const { store, kinds, whenRead } = createReading(options, clock);
  const missing = new MissingObjects(client, clock, log);
  const kindOf = (kind: string) => kinds.find(({ resource }) => resource.kind === kind);
  const claims = kindOf('PersistentVolumeClaim');
  const running = Promise.all(kinds.map(({ listWatch }) => listWatch.run()));
  return {
    lookup: store,
    cannotDecide: () => unreadReason(kinds) ?? staleReason(kinds, maxStalenessMs),
    cacheAge: kind => kindOf(kind)?.listWatch.age,
    problems: () => problemsOf(kinds),
    prepare: prepareWith(claims, kindOf('StorageClass'), missing, clock),
    async readClaim(namespace, name) {
      if (claims !== undefined) await missing.read(claims, namespace, name);
      return store.get('PersistentVolumeClaim', namespace, name);
    },
    whenRead: () => whenRead,
    async stop() {
      missing.stop();
      for (const { listWatch } of kinds) listWatch.stop();
      await running;
    },
  };
}
