import type { SourceNode } from '../source-node.ts';
import { lineBreakOf } from '../text-lines.ts';

/** What planning an edit needs to know of the document. */
export interface EditContext {
  /** The text of the whole file; offsets of nodes refer to it. */
  readonly text: string;
  readonly root: SourceNode;
  readonly lineBreak: string;
  /** Whether the document is JSON, where every string has double quotes. */
  readonly isJson: boolean;
}

function isJson(root: SourceNode): boolean {
  if (root.kind !== 'mapping' || !root.isFlow) return false;
  const key = root.entries[0]?.key;
  return key === undefined || (key.kind === 'scalar' && key.style === 'double-quoted');
}

/** Looks at a document once for all its edits. */
export function editContext(text: string, root: SourceNode): EditContext {
  return { text, root, lineBreak: lineBreakOf(text), isJson: isJson(root) };
}
