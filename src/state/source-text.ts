import { LineTable } from './line-table.ts';
import type { SourceRange } from './source-node.ts';

/**
 * A stretch of a file; lines and columns count from 1, columns and offsets in UTF-16 units, ends are
 * exclusive.
 */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** From the start of the file. */
  readonly offset: number;
  readonly endOffset: number;
}

/** The text of one file. */
export class SourceText {
  /** The path as it was given or found. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineTable;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.lines = new LineTable(text);
  }

  /** Where a stretch of the text stands. */
  positionOf({ start, end }: SourceRange): SourcePosition {
    const { line, column } = this.lines.at(start);
    const { line: endLine, column: endColumn } = this.lines.at(end);
    return { line, column, endLine, endColumn, offset: start, endOffset: end };
  }

  /** Like {@link positionOf}, cut off at the end of the first line. */
  firstLineOf({ start, end }: SourceRange): SourcePosition {
    const lineEnd = this.text.slice(start, end).search(/[\r\n]/);
    return this.positionOf({ start, end: lineEnd < 0 ? end : start + lineEnd });
  }

  /** The text of a line, counted from 1, without its line break. */
  lineText(line: number): string {
    return this.text.slice(this.lines.startOf(line), this.lines.startOf(line + 1)).replace(/[\r\n]+$/, '');
  }
}
