import { YAMLException } from 'js-yaml';
import { TOO_DEEP } from './limits.ts';
import { lineStart } from './text-lines.ts';
import { YamlFailure } from './yaml-failure.ts';

const OPEN_BRACKET = 'a bracket is not closed';
const OPEN_SINGLE_QUOTE = 'a single quote is not closed';
const OPEN_DOUBLE_QUOTE = 'a double quote is not closed';
const MULTILINE_KEY = 'can not read a block mapping entry; a multiline key may not be an implicit key';
const STRAY_COLON = 'a colon is not expected here; check the indentation, and quote text that holds ": "';

/** The reason of a failure inside double quotes at an escape. */
export const UNKNOWN_ESCAPE = 'double quotes do not know this escape; write \\\\ for a backslash';

/** Reasons that say that something is not closed, with the signs that open it. */
export const NOT_CLOSED: ReadonlyMap<string, string> = new Map([
  [OPEN_BRACKET, '[{'],
  [OPEN_SINGLE_QUOTE, "'"],
  [OPEN_DOUBLE_QUOTE, '"'],
]);

/** The parser's reasons in words that say what to look at; the rest are clear enough as they are. */
const REASONS: ReadonlyMap<string, string> = new Map([
  [
    'bad indentation of a mapping entry',
    'the indentation of this entry does not fit the mapping it stands in',
  ],
  ['bad indentation of a sequence entry', 'the indentation of this entry does not fit the list it stands in'],
  ['deficient indentation', 'this line must be indented deeper'],
  [
    'end of the stream or a document separator is expected',
    'this does not belong to the value that ends before it',
  ],
  [
    'missed comma between flow collection entries',
    'a comma is missing before this, or a bracket before it is not closed',
  ],
  ["expected the node content, but found ','", 'a value is missing before the comma'],
  ['unexpected end of the stream within a flow collection', OPEN_BRACKET],
  ['unexpected end of the stream within a single quoted scalar', OPEN_SINGLE_QUOTE],
  ['unexpected end of the document within a single quoted scalar', OPEN_SINGLE_QUOTE],
  ['unexpected end of the stream within a double quoted scalar', OPEN_DOUBLE_QUOTE],
  ['unexpected end of the document within a double quoted scalar', OPEN_DOUBLE_QUOTE],
  ["expected ':' after a mapping key", 'a colon is missing after this key'],
  [MULTILINE_KEY, 'a colon is missing after this key'],
  [
    'a whitespace character is expected after the key-value separator within a block mapping',
    'a space is missing after the colon',
  ],
  ['unknown escape sequence', UNKNOWN_ESCAPE],
  ['expected hexadecimal character', 'this escape needs hexadecimal digits'],
  ['expected valid JSON character', 'a control character stands in the text'],
  ['the stream contains non-printable characters', 'a control character stands in the text'],
  ['null byte is not allowed in input', 'a control character stands in the text'],
  ['tab characters must not be used in indentation', 'a tab stands where spaces are wanted'],
  ['a line break is expected', 'text may not follow the sign of a block text on its line'],
  ['directives end mark is expected', 'kubectl does not read directives (%)'],
]);

/** Reasons that something stands where nothing fits; the sign there often says why. */
const MISFIT = new Set([
  'bad indentation of a mapping entry',
  'end of the stream or a document separator is expected',
]);

const RESERVED_SIGNS = new Set(['@', '`', '%']);

function reasonOf(reason: string, sign: string): string {
  if (MISFIT.has(reason) && sign === ':') return STRAY_COLON;
  if (MISFIT.has(reason) && RESERVED_SIGNS.has(sign)) return `text cannot begin with "${sign}"; quote it`;
  return REASONS.get(reason) ?? reason;
}

/** A key that runs over two lines is one whose colon is missing in the line above. */
function positionOf(reason: string, position: number, buffer: string): number {
  if (reason !== MULTILINE_KEY) return position;
  const above = buffer.slice(0, lineStart(buffer, position)).trimEnd();
  const start = lineStart(above, above.length);
  return start + above.slice(start).search(/\S|$/);
}

/**
 * Turns what the parser throws into a failure in our words; what it did not throw itself is passed on.
 * @param originalOffset turns the parser's offset into one of the text that was given
 */
export function parseFailure(error: unknown, originalOffset: (offset: number) => number): YamlFailure {
  if (!(error instanceof YAMLException)) throw error;
  const { reason, mark: { position = 0, buffer = '' } = {} } = error;
  if (reason.startsWith('nesting exceeded')) return new YamlFailure(TOO_DEEP, 0, 0, 'limit');
  const offset = originalOffset(positionOf(reason, position, buffer));
  return new YamlFailure(reasonOf(reason, buffer.charAt(position)), offset);
}
