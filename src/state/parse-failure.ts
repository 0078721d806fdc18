import { YAMLException } from 'js-yaml';
import { TOO_DEEP } from './limits.ts';
import { YamlFailure } from './yaml-failure.ts';

const OPEN_BRACKET = 'a bracket is not closed';
const OPEN_SINGLE_QUOTE = 'a single quote is not closed';
const OPEN_DOUBLE_QUOTE = 'a double quote is not closed';
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
  [
    'can not read a block mapping entry; a multiline key may not be an implicit key',
    'a colon is missing after this key',
  ],
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

/** Reasons that, at a colon, mean that text goes on where a key was meant. */
const MEANT_AS_KEY = new Set([
  'bad indentation of a mapping entry',
  'end of the stream or a document separator is expected',
]);

function reasonOf({ reason, mark }: YAMLException): string {
  if (MEANT_AS_KEY.has(reason) && mark?.buffer.charAt(mark.position) === ':') return STRAY_COLON;
  return REASONS.get(reason) ?? reason;
}

/**
 * Turns what the parser throws into a failure in our words; what it did not throw itself is passed on.
 * @param originalOffset turns the parser's offset into one of the text that was given
 */
export function parseFailure(error: unknown, originalOffset: (offset: number) => number): YamlFailure {
  if (!(error instanceof YAMLException)) throw error;
  if (error.reason.startsWith('nesting exceeded')) return new YamlFailure(TOO_DEEP, 0, 0, 'limit');
  return new YamlFailure(reasonOf(error), originalOffset(error.mark?.position ?? 0));
}
