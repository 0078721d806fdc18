import type { JsonPath, JsonValue } from '../core/json.ts';
import type { SourceProblem } from '../core/source-problem.ts';
import { findRange } from './find-range.ts';
import type { SourcePosition } from './source-text.ts';
import type { SourceTree } from './source-tree.ts';

/** One document of a file: its value, and where every part of it stands. */
export class YamlDocument {
  /** Null for a document without content, `undefined` for one that does not parse. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly SourceProblem[];
  readonly tree: SourceTree;

  constructor(tree: SourceTree, value: JsonValue | undefined, problems: readonly SourceProblem[]) {
    this.tree = tree;
    this.value = value;
    this.problems = problems;
  }

  /**
   * Where a value or its key stands; through an alias or a merge, where the value was written. A path that
   * does not exist leads to the key of its nearest ancestor.
   */
  positionOf(path: JsonPath, target: 'key' | 'value' = 'value'): SourcePosition {
    const { source, range } = this.tree;
    const root = this.value === undefined ? undefined : this.tree.root;
    const start = { start: range.start, end: range.start };
    return source.positionOf(root === undefined ? start : findRange(root, path, target));
  }
}
