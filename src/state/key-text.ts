import { integerOf } from './resolve-scalar.ts';
import type { ScalarValue } from './resolve-scalar.ts';

const LONGEST_SINGLE = 9;
const LARGEST_INT64 = 2n ** 63n - 1n;

/** The shortest digits that name a single-precision number, in the style `d.dde+N`. */
function shortestExponential(single: number): string {
  for (let precision = 0; precision < LONGEST_SINGLE; precision++) {
    const text = single.toExponential(precision);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential();
}

/**
 * Writes a number as Go's `FormatFloat(x, 'g', -1, 32)` does: with an exponent below 1e-4 and from 1e6 on.
 */
function formatSingle(number: number): string {
  const single = Math.fround(number);
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  const [mantissa = '', exponent] = shortestExponential(single).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/**
 * The string that a key of a mapping becomes in JSON, as kubectl makes it from keys of other types.
 * `undefined` for keys that it refuses: null and integers beyond 64 bits.
 */
export function keyText(value: ScalarValue, written: string): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return String(value);
  const integer = integerOf(written);
  if (integer === undefined) return formatSingle(value);
  return integer > LARGEST_INT64 ? undefined : String(integer);
}
