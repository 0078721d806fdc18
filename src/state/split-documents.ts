/** The text of one document in a file. */
export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
  /** What stands behind the `---` that opens the document, where only a comment may. */
  readonly stray?: { readonly start: number; readonly end: number };
}

const BYTE_ORDER_MARK = '\uFEFF';
const SEPARATOR = '---';
const STARTS_WITH_BRACE = /^[ \t\r\n\uFEFF]*\{/;
const BETWEEN_JSON_OBJECTS = /\}[ \t\r]*\n[ \t\r\n]*(?=\{)/g;

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function nextSeparator(text: string, from: number): number {
  const found = text.indexOf(`\n${SEPARATOR}`, from);
  return found < 0 ? text.length : found + 1;
}

function strayOf(text: string, separator: number): DocumentSlice['stray'] {
  const from = separator + SEPARATOR.length;
  const stray = text.slice(from, endOfLine(text, from)).trim();
  if (stray === '' || stray.startsWith('#')) return undefined;
  const start = text.indexOf(stray, from);
  return { start, end: start + stray.length };
}

/** JSON objects may follow each other without a separator, as `jq -c` writes them. */
function splitJsonObjects(text: string, slice: DocumentSlice): readonly DocumentSlice[] {
  const content = text.slice(slice.start, slice.end);
  if (!STARTS_WITH_BRACE.test(content)) return [slice];
  const starts = [...content.matchAll(BETWEEN_JSON_OBJECTS)].map(
    match => slice.start + match.index + match[0].length,
  );
  return [slice.start, ...starts].map((start, index) => ({
    ...(index === 0 && slice),
    start,
    end: starts[index] ?? slice.end,
  }));
}

/**
 * Cuts a file into its documents where kubectl does: at every line that begins with `---`. Each is parsed by
 * itself, so a mistake in one does not hide the others.
 */
export function splitDocuments(text: string): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  const first = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  let separator = text.startsWith(SEPARATOR, first) ? first : nextSeparator(text, first);
  if (separator > first) slices.push({ start: first, end: separator });
  while (separator < text.length) {
    const start = Math.min(endOfLine(text, separator) + 1, text.length);
    const stray = strayOf(text, separator);
    separator = nextSeparator(text, start - 1);
    slices.push({ start, end: separator, ...(stray !== undefined && { stray }) });
  }
  return slices.flatMap(slice => splitJsonObjects(text, slice));
}
