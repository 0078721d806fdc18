import { isNotFinite, resolvePlain } from '../resolve-scalar.ts';
import type { ScalarStyle } from '../source-node.ts';

/** Text that needs no quotes in block and flow style; narrower than YAML allows. */
const PLAIN = /^[A-Za-z0-9_./](?:[\w./@+-]|:(?=[\w./]))*$/;

/** Text that other YAML readers take for a time or a number to the base of 60. */
const TIME_OR_DATE = /^(?:[0-9]{4}-[0-9]|[0-9]+(?::[0-9]+)+)/;

const PRINTABLE = /^[\x20-\x7E\xA0-\uD7FF\uE000-\uFFFD]*$/;

function isPlain(text: string): boolean {
  return PLAIN.test(text) && resolvePlain(text) === text && !isNotFinite(text) && !TIME_OR_DATE.test(text);
}

function writeString(text: string, style: ScalarStyle): string {
  if (style === 'single-quoted' && PRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return style !== 'double-quoted' && isPlain(text) ? text : JSON.stringify(text);
}

/**
 * Writes a value as a scalar, quoted when it would be read as something else.
 * @param style how the scalar before was written; quotes stay as they are
 */
export function writeScalar(value: string | number | boolean, style: ScalarStyle): string {
  return typeof value === 'string' ? writeString(value, style) : String(value);
}
