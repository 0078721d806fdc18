import { isJsonArray, isJsonObject } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';

/** Gives back an equal value that others hold already, so that it takes room only once. */
export type Share = (value: JsonValue | undefined) => JsonValue | undefined;

/** When so many are remembered, the memory is emptied: whoever holds a value keeps it, and sharing begins afresh. */
const MAX_REMEMBERED = 20_000;

function remembered<Value>(memory: Map<string, Value>, key: string, value: Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= MAX_REMEMBERED) memory.clear();
  memory.set(key, value);
  return value;
}

/**
 * Makes a memory of values. Among 100,000 claims the same few namespaces, nodes, sizes and states occur again and again, and
 * each would otherwise be a text or an object of its own.
 */
export function createShare(): Share {
  const texts = new Map<string, string>();
  const compounds = new Map<string, JsonValue>();
  return value => {
    if (typeof value === 'string') return remembered(texts, value, value);
    if (!isJsonObject(value) && !isJsonArray(value)) return value;
    return remembered(compounds, JSON.stringify(value), value);
  };
}

/** Shares nothing. */
export const NO_SHARING: Share = value => value;
