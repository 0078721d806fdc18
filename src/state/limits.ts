/** The largest file that is read, in bytes; the API server takes no object near it. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** How many mappings and lists may stand inside each other, aliases followed. */
export const MAX_DEPTH = 64;

/** How many keys and items one document may hold, estimated by the signs that separate them. */
const MAX_ENTRIES = 2_000_000;

/** Why a document beyond {@link MAX_DEPTH} is not read. */
export const TOO_DEEP = `it nests deeper than ${MAX_DEPTH} levels`;

/** Why a document with too many keys and items is not read. */
export const TOO_MANY_ENTRIES = `it holds more than ${MAX_ENTRIES / 1_000_000} million keys and items`;

const SEPARATORS = new Set(Array.from(',:\n', sign => sign.charCodeAt(0)));

/** Says whether a text holds more entries than are read; events take far more memory than text. */
export function hasTooManyEntries(text: string): boolean {
  if (text.length <= MAX_ENTRIES) return false;
  let entries = 0;
  for (let offset = 0; offset < text.length; offset++) {
    if (SEPARATORS.has(text.charCodeAt(offset))) entries++;
  }
  return entries > MAX_ENTRIES;
}
