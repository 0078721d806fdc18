import { entriesAt, stringAt } from '../core/json.ts';
import type { NodeState } from './node-state.ts';
import { timeOf } from './words.ts';

/** The annotation that a figure of a pool was read from. */
function annotationKey({ annotations }: NodeState, pool: string, reported: string): string | undefined {
  const end = `/${pool.slice(pool.lastIndexOf('/') + 1)}`;
  return [...annotations].find(([key, value]) => key.endsWith(end) && value === reported)?.[0];
}

/**
 * When a node's figure was last changed, by the entry of `metadata.managedFields` that owns its annotation; `undefined` when the
 * state does not hold them, as after `kubectl get` without `--show-managed-fields`.
 */
export function reportedAt(node: NodeState, pool: string, reported: string): Date | undefined {
  const key = annotationKey(node, pool, reported);
  if (key === undefined) return undefined;
  const times = node.managedFields
    .filter(entry =>
      entriesAt(entry, 'fieldsV1', 'f:metadata', 'f:annotations').some(([field]) => field === `f:${key}`),
    )
    .flatMap(entry => timeOf(stringAt(entry, 'time')) ?? []);
  return times.toSorted((left, right) => right.getTime() - left.getTime())[0];
}
