/** What a scalar means. */
export type ScalarValue = string | number | boolean | null;

/** The words that YAML 1.1 gives a meaning, as kubectl's reader knows them. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);

const LONGEST_WORD = 5;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const BASED = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const POINT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/** First characters of what may be no string; everything else is one at once. */
const MAY_BE_NO_STRING = new Set(Array.from('yYnNtTfFoO~0123456789+-.', sign => sign.charCodeAt(0)));
const NINE = '9'.charCodeAt(0);

function finite(digits: string): number | undefined {
  const number = Number(digits);
  // Adding zero turns -0, which JSON does not tell apart, into 0.
  return Number.isFinite(number) ? number + 0 : undefined;
}

function withoutUnderscores(text: string): string {
  return text.includes('_') ? text.replaceAll('_', '') : text;
}

/** An integer with a base prefix; `undefined` where it does not fit 64 bits, as kubectl then reads on. */
function basedInteger(text: string): bigint | undefined {
  const [, sign = '', hexadecimal, binary, octal] = BASED.exec(text) ?? [];
  const digits = hexadecimal ?? binary ?? octal;
  if (digits === undefined) return undefined;
  const base = hexadecimal === undefined ? (binary === undefined ? '0o' : '0b') : '0x';
  const magnitude = BigInt(base + digits);
  const limit = sign === '' ? 2n ** 64n : sign === '-' ? 2n ** 63n + 1n : 2n ** 63n;
  if (magnitude >= limit) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

/** Reads a plain scalar as an integer, exactly; `undefined` when it is none. */
export function integerOf(text: string): bigint | undefined {
  const digits = withoutUnderscores(text);
  if (!DECIMAL.test(digits)) return /^[-+0-9]/.test(text) ? basedInteger(digits) : undefined;
  const integer = BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
  return integer < 2n ** 64n && integer >= -(2n ** 63n) ? integer : undefined;
}

function resolveNumber(text: string): number | undefined {
  if (text.startsWith('.')) return POINT_FLOAT.test(text) ? finite(withoutUnderscores(text)) : undefined;
  const digits = withoutUnderscores(text);
  if (DECIMAL.test(digits)) return finite(digits);
  const based = basedInteger(digits);
  if (based !== undefined) return Number(based);
  return FLOAT.test(digits) ? finite(digits) : undefined;
}

/** Says whether a plain scalar is an infinity or not-a-number, which YAML has and JSON has not. */
export function isNotFinite(text: string): boolean {
  return text.length <= LONGEST_WORD && NOT_FINITE.test(text);
}

/**
 * Reads a plain (unquoted) scalar as `kubectl apply` does, which follows YAML 1.1: `yes` and `off` are
 * booleans, `0777` is octal, `1_000` a number, and timestamps stay text. What {@link isNotFinite} says yes to
 * comes back as text. Source: https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go.
 */
export function resolvePlain(text: string): ScalarValue {
  const first = text.charCodeAt(0);
  if (text !== '' && !MAY_BE_NO_STRING.has(first)) return text;
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return first <= NINE ? (resolveNumber(text) ?? text) : text;
}
