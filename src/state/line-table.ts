const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = '\uFEFF';

/** A place in a text; both count from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === LINE_FEED) starts.push(offset + 1);
    else if (unit === CARRIAGE_RETURN && text.charCodeAt(offset + 1) !== LINE_FEED) starts.push(offset + 1);
  }
  return starts;
}

/**
 * Turns offsets of a text into lines and columns; lines end with LF, CRLF or CR, and a byte order mark has no
 * column.
 */
export class LineTable {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line and column of an offset. */
  at(offset: number): LineColumn {
    const starts = (this.#starts ??= lineStarts(this.#text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(offset - (starts[low] ?? 0), 0) + 1 };
  }

  /** The offset at which a line begins; the end of the text for lines beyond it. */
  startOf(line: number): number {
    const starts = (this.#starts ??= lineStarts(this.#text));
    return starts[line - 1] ?? this.#text.length;
  }

  /** How many lines the text has; an empty one after the last line break counts. */
  get count(): number {
    return (this.#starts ??= lineStarts(this.#text)).length;
  }
}
