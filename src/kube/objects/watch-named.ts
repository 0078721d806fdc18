import { ObjectStore } from '../../core/object-store.ts';
import type { ApiClient } from '../api/api-request.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { Clock, Random } from '../clock.ts';
import { NO_CLUSTER_METRICS } from '../cluster-metrics.ts';
import { KindCache } from '../kind-cache.ts';
import type { Change } from '../kind-cache.ts';
import type { Trim } from '../kinds/resource-kind.ts';
import type { KubeLog } from '../kube-log.ts';
import { ListWatch } from '../list-watch/list-watch.ts';
import { Reachability } from '../list-watch/reachability.ts';
import type { Target } from '../list-watch/target.ts';
import { LIST_WATCH_TIMES } from '../list-watch/times.ts';
import type { ListWatchTimes } from '../list-watch/times.ts';

/** One object to be watched by its name, whether it exists or not. */
export interface NamedObject extends Pick<Target, 'kind' | 'group' | 'versions' | 'plural' | 'namespace'> {
  readonly name: string;
}

/** What objects are watched with. */
export interface WatchNamedOptions {
  readonly client: ApiClient;
  readonly log: KubeLog;
  /** Told of each change, and of what is there at the beginning; only the metadata are given. */
  readonly onChange: (change: Change) => void;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly times?: Partial<ListWatchTimes>;
}

/** Whoever is told of a change reads the object afresh; its contents, which may be secret, do not even come here. */
const trimToMetadata: Trim = object => {
  const { metadata } = object;
  return metadata === undefined ? undefined : { metadata };
};

function createWatch(
  { name, ...place }: NamedObject,
  options: WatchNamedOptions,
  reachability: Reachability,
): ListWatch {
  const { client, log, onChange, clock = SYSTEM_CLOCK, random = Math.random, times } = options;
  const store = new ObjectStore();
  return new ListWatch({
    target: { ...place, fieldSelector: `metadata.name=${name}`, isMetadataOnly: true },
    client,
    sink: new KindCache({ kind: place.kind, trim: trimToMetadata, store, onChange }),
    times: { ...LIST_WATCH_TIMES, ...times },
    clock,
    random,
    reachability,
    log,
    metrics: NO_CLUSTER_METRICS,
    onStanding: () => undefined,
  });
}

/**
 * Watches objects by their names, with the permission for just these: RBAC `resourceNames` apply to list and watch when the
 * name is selected. Returns what stops it.
 */
export function watchNamed(objects: readonly NamedObject[], options: WatchNamedOptions): () => Promise<void> {
  const reachability = new Reachability();
  const watches = objects.map(object => createWatch(object, options, reachability));
  const running = Promise.all(watches.map(watch => watch.run()));
  return async () => {
    for (const watch of watches) watch.stop();
    await running;
  };
}
