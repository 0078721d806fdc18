import { at } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';

/** Where a component of an IOMeshCluster holds its number of pods. */
export function replicasPath(component: 'meta' | 'chunk'): JsonPath {
  return ['spec', component, 'replicas'];
}

/** The number of pods of a component: 3 unless said; `undefined` when it is no number. */
export function replicasOf(cluster: JsonObject, component: 'meta' | 'chunk'): number | undefined {
  const replicas = at(cluster, ...replicasPath(component)) ?? 3;
  return typeof replicas === 'number' ? replicas : undefined;
}
