import { arrayAt, stringAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import type { Taint } from './node-state.ts';

/** Of the effects of a taint, `PreferNoSchedule` keeps nothing away. */
const KEEPS_AWAY: readonly string[] = ['NoSchedule', 'NoExecute'];

function tolerates(toleration: JsonValue, taint: Taint): boolean {
  const effect = stringAt(toleration, 'effect') ?? '';
  const key = stringAt(toleration, 'key') ?? '';
  if (effect !== '' && effect !== taint.effect) return false;
  if (stringAt(toleration, 'operator') === 'Exists') return key === '' || key === taint.key;
  return key === taint.key && (stringAt(toleration, 'value') ?? '') === taint.value;
}

/**
 * The taints that keep a pod away from a node.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function untoleratedTaints(
  podSpec: JsonObject | undefined,
  taints: readonly Taint[],
): readonly Taint[] {
  const tolerations = arrayAt(podSpec, 'tolerations');
  return taints.filter(
    taint =>
      KEEPS_AWAY.includes(taint.effect) && !tolerations.some(toleration => tolerates(toleration, taint)),
  );
}

/** Writes a taint as `kubectl taint` takes it: `gpu=true:NoSchedule`. */
export function formatTaint({ key, value, effect }: Taint): string {
  return value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}

/** Writes the toleration that a taint asks for, in one line of YAML. */
export function tolerationFor({ key, value, effect }: Taint): string {
  return value === ''
    ? `{key: ${key}, operator: Exists, effect: ${effect}}`
    : `{key: ${key}, value: "${value}", effect: ${effect}}`;
}
