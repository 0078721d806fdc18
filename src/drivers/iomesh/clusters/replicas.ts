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

/** Numbers of pods before and after a change that takes pods away. */
export interface Reduction {
  readonly old: number;
  readonly now: number;
}

/** How a change reduces the pods of a component; `undefined` when it does not, or the numbers cannot be told. */
export function reductionOf(
  component: 'meta' | 'chunk',
  before: JsonObject | undefined,
  after: JsonObject,
): Reduction | undefined {
  const old = before && replicasOf(before, component);
  const now = replicasOf(after, component);
  return old !== undefined && now !== undefined && now < old ? { old, now } : undefined;
}
