/** A stretch of a file's text, in UTF-16 units from its start; the end is exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written; `empty` is a null that nothing stands for. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'block' | 'empty';

/** A scalar; the range holds its quotes, or the sign of a block text, but neither its tag nor its anchor. */
export interface ScalarNode extends SourceRange {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /**
   * For a block text: the column, counted from 0, at which its lines begin, and its end, blank lines
   * included.
   */
  readonly block: { readonly indent: number; readonly end: number } | undefined;
}

/** An entry of a mapping; a merge (`<<`) is one too. */
export interface SourceEntry {
  /** The member's name in JSON. */
  readonly name: string;
  readonly key: SourceNode;
  readonly value: SourceNode;
  readonly isMerge: boolean;
}

/** A mapping. */
export interface MappingNode extends SourceRange {
  readonly kind: 'mapping';
  readonly isFlow: boolean;
  /** As they stand in the text, repeated keys included. */
  readonly entries: readonly SourceEntry[];
  /** The entry that counts for each member, merged ones included. */
  readonly members: ReadonlyMap<string, SourceEntry>;
}

/** A list. */
export interface SequenceNode extends SourceRange {
  readonly kind: 'sequence';
  readonly isFlow: boolean;
  readonly items: readonly SourceItem[];
}

/** An item of a list. */
export interface SourceItem {
  /** Where its dash stands; in brackets, where the item begins. */
  readonly start: number;
  readonly node: SourceNode;
}

/** A reference to an anchored node. */
export interface AliasNode extends SourceRange {
  readonly kind: 'alias';
  readonly target: SourceNode;
}

/** One node of a document, with its place in the text. */
export type SourceNode = ScalarNode | MappingNode | SequenceNode | AliasNode;

/** The node itself, or the one that an alias stands for. */
export function resolveAlias(node: SourceNode): Exclude<SourceNode, AliasNode> {
  let current = node;
  while (current.kind === 'alias') current = current.target;
  return current;
}
