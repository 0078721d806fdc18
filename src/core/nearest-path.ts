import { at } from './json.ts';
import type { JsonPath, JsonValue } from './json.ts';

/** The longest beginning of a path that exists in a document: the place to show when something is missing. */
export function nearestPath(value: JsonValue, path: JsonPath): JsonPath {
  const existing = path.findLastIndex((_step, index) => at(value, ...path.slice(0, index + 1)) !== undefined);
  return path.slice(0, existing + 1);
}
