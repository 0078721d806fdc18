import { locateNodes } from './locate-nodes.ts';
import { parseText } from './parse-text.ts';
import type { SourceNode, SourceRange } from './source-node.ts';
import type { SourceText } from './source-text.ts';

/**
 * The nodes of one document with their places, made when they are first asked for: most documents have
 * nothing to point at, and nodes take far more memory than text.
 */
export class SourceTree {
  readonly source: SourceText;
  readonly range: SourceRange;
  #root: SourceNode | undefined;

  constructor(source: SourceText, range: SourceRange) {
    this.source = source;
    this.range = range;
  }

  /** The text that was read as the document. */
  get text(): string {
    return this.source.text.slice(this.range.start, this.range.end);
  }

  /**
   * The outermost node, with offsets of the file; `undefined` for a document without content.
   * @throws YamlFailure or RangeError for a document that does not compose; do not ask for it
   */
  get root(): SourceNode | undefined {
    if (this.#root !== undefined) return this.#root;
    const parsed = parseText(this.text);
    if (parsed.events.length > 0) this.#root = locateNodes(parsed, this.range.start);
    return this.#root;
  }
}
