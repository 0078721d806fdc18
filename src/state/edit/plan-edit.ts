import type { Edit } from '../../core/finding.ts';
import type { JsonPath } from '../../core/json.ts';
import { addEntry } from './add-entry.ts';
import type { EditContext } from './edit-context.ts';
import { moveEntry } from './move-entry.ts';
import { removeEntry } from './remove-entry.ts';
import { renameKey } from './rename-key.ts';
import { replaceValue } from './replace-value.ts';
import { writeScalar } from './scalar-text.ts';
import type { Splice } from './splice.ts';

/** The same edit with paths from the root of the document instead of an object in it. */
export function inDocument(edit: Edit, root: JsonPath): Edit {
  if (root.length === 0) return edit;
  const path = [...root, ...edit.path];
  return edit.type === 'move' ? { ...edit, path, to: [...root, ...edit.to] } : { ...edit, path };
}

/**
 * Plans the changes of text that make an edit.
 * @throws Refusal when it cannot be made
 */
export function planEdit(context: EditContext, edit: Edit): readonly Splice[] {
  if (edit.type === 'replace-value') return [replaceValue(context, edit.path, edit.value)];
  if (edit.type === 'rename-key') return [renameKey(context, edit.path, edit.key)];
  if (edit.type === 'remove') return [removeEntry(context, edit.path)];
  if (edit.type === 'move') return moveEntry(context, edit.path, edit.to);
  const written = ` ${writeScalar(edit.value, context.isJson ? 'double-quoted' : 'plain')}`;
  return [addEntry(context, edit.path, () => written)];
}
