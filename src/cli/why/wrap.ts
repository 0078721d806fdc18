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

/** Breaks a text at its spaces; a word that is longer than a line has a line of its own, cut to the width. */
export function wrap(text: string, { first, indent, width, maxLines }: Wrapping): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines.map(one => clip(one, width));
  const last = `${lines[maxLines - 1]} ${ELLIPSIS}`;
  const kept = last.length <= width ? last : clip(last.slice(0, -2), width - 1) + ELLIPSIS;
  return [...lines.slice(0, maxLines - 1), kept.replace(/…+$/, ELLIPSIS)].map(one => clip(one, width));
}
