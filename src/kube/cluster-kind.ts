import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { ObjectStore } from '../core/object-store.ts';
import type { ApiClient } from './api/api-request.ts';
import type { Clock, Random } from './clock.ts';
import type { ClusterMetrics } from './cluster-metrics.ts';
import { KindCache } from './kind-cache.ts';
import type { Change } from './kind-cache.ts';
import type { ResourceKind } from './kinds/resource-kind.ts';
import type { KubeLog } from './kube-log.ts';
import { ListWatch } from './list-watch/list-watch.ts';
import type { Reachability } from './list-watch/reachability.ts';
import type { Served } from './list-watch/served.ts';
import type { ListWatchTimes } from './list-watch/times.ts';
import type { ReadableKind } from './missing-objects.ts';

/** What the kinds of a cluster share. */
export interface ClusterParts {
  readonly client: ApiClient;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly times: ListWatchTimes;
  readonly reachability: Reachability;
  readonly log: KubeLog;
  readonly metrics: ClusterMetrics;
  readonly onChange: (change: Change) => void;
  /** Everything there is of a kind is known now. */
  readonly onComplete: (kind: string) => void;
}

/** One kind of a cluster: what reads it and where its objects are. */
export interface ClusterKind extends ReadableKind {
  readonly resource: ResourceKind;
  readonly listWatch: ListWatch;
}

function ownPlace({ group, versions, plural }: ResourceKind): Served {
  const [version] = versions;
  return { apiVersion: group === '' ? version : `${group}/${version}`, plural: plural ?? '' };
}

/** Puts the parts of one kind together; nothing is read yet. */
export function createClusterKind(resource: ResourceKind, parts: ClusterParts): ClusterKind {
  const { kind, trim } = resource;
  const { store, metrics, onChange, onComplete } = parts;
  const cache = new KindCache({
    kind,
    trim,
    store,
    onChange(change) {
      metrics.held(kind, cache.size);
      onChange(change);
    },
  });
  const listWatch = new ListWatch({
    ...parts,
    target: resource,
    sink: cache,
    onStanding: () => {
      metrics.held(kind, cache.size);
      onComplete(kind);
    },
  });
  const find = (namespace: string | undefined, name: string): KubernetesObject | undefined =>
    store.get(kind, namespace, name);
  return { resource, cache, listWatch, served: ownPlace(resource), find };
}
