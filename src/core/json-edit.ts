import { isJsonArray, isJsonObject, member } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** A JSON value that has members or elements. */
export type JsonContainer = JsonObject | readonly JsonValue[];

function withElement(parent: JsonValue | undefined, index: number, value: JsonValue): readonly JsonValue[] {
  const elements = isJsonArray(parent) ? parent : [];
  if (index > elements.length) throw new RangeError(`index ${index} is beyond the end of the array`);
  return elements.toSpliced(index, 1, value);
}

/**
 * A copy of a container with one member or element set; whatever is no container of the step's kind counts as
 * empty.
 * @throws RangeError when an array index would leave a gap.
 */
export function withStep(
  parent: JsonValue | undefined,
  step: string | number,
  value: JsonValue,
): JsonContainer {
  if (typeof step === 'number') return withElement(parent, step, value);
  return { ...(isJsonObject(parent) && parent), [step]: value };
}

/** A copy of a container without one member or element; `undefined` when it is not there. */
export function withoutStep(parent: JsonValue | undefined, step: string | number): JsonContainer | undefined {
  if (typeof step === 'number') {
    return isJsonArray(parent) && step < parent.length ? parent.toSpliced(step, 1) : undefined;
  }
  if (!isJsonObject(parent) || member(parent, step) === undefined) return undefined;
  return Object.fromEntries(Object.entries(parent).filter(([key]) => key !== step));
}
