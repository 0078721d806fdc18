import type { Edit } from '../../core/finding.ts';
import { withStep, withoutStep } from '../../core/json-edit.ts';
import { at } from '../../core/json.ts';
import type { JsonPath, JsonValue } from '../../core/json.ts';
import { Refusal } from './refusal.ts';

/** A copy of a value with what stands at a path replaced; missing members on the way are made. */
function withValue(value: JsonValue | undefined, path: JsonPath, replacement: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  const old = value === undefined ? undefined : at(value, step);
  if (old === undefined && typeof step === 'number') throw new Refusal('items are not added to lists');
  return withStep(value, step, withValue(old, rest, replacement));
}

function withAdded(value: JsonValue, path: JsonPath, added: JsonValue): JsonValue {
  if (at(value, ...path) !== undefined) throw new Refusal('it is there already');
  return withValue(value, path, added);
}

function withoutValue(value: JsonValue, path: JsonPath): JsonValue {
  const last = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = last === undefined ? undefined : withoutStep(at(value, ...parentPath), last);
  if (parent === undefined) throw new Refusal('the place is not in the text');
  return withValue(value, parentPath, parent);
}

function valueAt(value: JsonValue, path: JsonPath): JsonValue {
  const found = at(value, ...path);
  if (found === undefined) throw new Refusal('the place is not in the text');
  return found;
}

/**
 * What a document means after an edit.
 * @throws Refusal when the edit does not fit the document
 */
export function editValue(value: JsonValue, edit: Edit): JsonValue {
  if (edit.type === 'add') return withAdded(value, edit.path, edit.value);
  if (edit.type === 'remove') return withoutValue(value, edit.path);
  const moved = valueAt(value, edit.path);
  if (edit.type === 'replace-value') return withValue(value, edit.path, edit.value);
  const target = edit.type === 'move' ? edit.to : [...edit.path.slice(0, -1), edit.key];
  return withAdded(withoutValue(value, edit.path), target, moved);
}
