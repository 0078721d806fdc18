import type { JsonPath } from '../../core/json.ts';
import type { EditContext } from './edit-context.ts';
import { findPlace } from './place.ts';
import { Refusal } from './refusal.ts';
import { writeScalar } from './scalar-text.ts';
import type { Splice } from './splice.ts';

/** Plans to call a member something else; its place and its value stay. */
export function renameKey(context: EditContext, path: JsonPath, key: string): Splice {
  const place = findPlace(context.root, path);
  if (place.in !== 'mapping' || place.entry.key.kind !== 'scalar') throw new Refusal('the place has no key');
  if (place.parent.members.has(key)) throw new Refusal(`"${key}" is there already`);
  const { start, end, style } = place.entry.key;
  return { start, end, text: writeScalar(key, style) };
}
