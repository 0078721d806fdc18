const ELLIPSIS = '…';

/** Cuts a text to a width; what is cut ends with `…`. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}${ELLIPSIS}`;
}

/** How a text is broken into lines. */
export interface Wrapping {
  /** Before the first line. */
  readonly first: string;
  /** Before all others. */
  readonly indent: string;
  readonly width: number;
  /** What is beyond is cut. */
  readonly maxLines: number;
}

function breakAt(text: string, { first, indent, width }: Wrapping): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Breaks a text at its spaces; a word that is longer than a line has a line of its own, cut to the width. */
export function wrap(text: string, wrapping: Wrapping): readonly string[] {
  const { width, maxLines } = wrapping;
  const lines = breakAt(text, wrapping);
  if (lines.length <= maxLines) return lines.map(line => clip(line, width));
  const kept = lines.slice(0, maxLines);
  const last = kept.pop() ?? '';
  const end = `${last.slice(0, width - ELLIPSIS.length - 1).trimEnd()} ${ELLIPSIS}`;
  return [...kept.map(line => clip(line, width)), end];
}
