import type { JsonPath } from '../../core/json.ts';
import type { SourceNode } from '../source-node.ts';
import type { EditContext } from './edit-context.ts';
import { findPlace } from './place.ts';
import { Refusal } from './refusal.ts';
import { writeScalar } from './scalar-text.ts';
import type { Splice } from './splice.ts';

function isOneWord(text: string, node: SourceNode): boolean {
  if (node.kind === 'scalar') return true;
  return node.kind !== 'alias' && node.isFlow && !/[\r\n#]/.test(text.slice(node.start, node.end));
}

/** Plans to write another scalar in place of a value; quotes stay as they are where they can. */
export function replaceValue(context: EditContext, path: JsonPath, value: string | number | boolean): Splice {
  const { node } = findPlace(context.root, path);
  if (node.kind === 'alias') throw new Refusal('the value comes from an alias');
  if (!isOneWord(context.text, node)) throw new Refusal('the value spans several lines');
  const style = node.kind === 'scalar' ? node.style : 'plain';
  const text = writeScalar(value, context.isJson ? 'double-quoted' : style);
  const { start, end } = node;
  return { start, end, text: style === 'empty' ? ` ${text}` : text };
}
