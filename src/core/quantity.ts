import { at } from './json.ts';
import type { JsonPath, JsonValue } from './json.ts';

/**
 * Longest text read as a quantity, and largest exponent: what is beyond is hostile or a slip, and costs too
 * much.
 */
const MAX_LENGTH = 256;
const MAX_EXPONENT = 256;

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d+))?$/;

const BINARY_UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

const DECIMAL_EXPONENTS: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

function divideRoundingUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/**
 * Reads a Kubernetes quantity: the number it stands for (for storage: bytes), fractions rounded away from
 * zero. `undefined` when the text is no quantity, or absurdly long or large. Unlike Kubernetes, which caps
 * binary quantities at 2^63-1, large numbers are exact.
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = text.length <= MAX_LENGTH ? QUANTITY.exec(text) : null;
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', binary, decimal = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const power = Number(exponent) + (DECIMAL_EXPONENTS.get(decimal) ?? 0) - fraction.length;
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const factor = binary === undefined ? 1n : 1024n ** BigInt('KMGTPE'.indexOf(binary) + 1);
  const digits = BigInt(whole + fraction) * factor;
  const scale = 10n ** BigInt(Math.abs(power));
  const magnitude = power < 0 ? divideRoundingUp(digits, scale) : digits * scale;
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * Reads the quantity at a path, a string or a bare number, rounded up; `undefined` when absent or unreadable.
 */
export function quantityAt(value: JsonValue | undefined, ...path: JsonPath): bigint | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number') return parseQuantity(String(found));
  return typeof found === 'string' ? parseQuantity(found) : undefined;
}

/**
 * Writes bytes for people: `61.9Gi`, `100Gi`, `500Mi`, plain digits below 1Ki; rounded to the nearest tenth.
 */
export function formatBytes(bytes: bigint): string {
  if (bytes < 0n) return `-${formatBytes(-bytes)}`;
  let unit = 0;
  let tenths = bytes * 10n;
  let scale = 1n;
  while (tenths >= 10240n && unit < BINARY_UNITS.length - 1) {
    unit += 1;
    scale *= 1024n;
    tenths = (bytes * 10n + scale / 2n) / scale;
  }
  const fraction = tenths % 10n === 0n ? '' : `.${tenths % 10n}`;
  return `${tenths / 10n}${fraction}${BINARY_UNITS[unit]}`;
}

/** Writes bytes exactly: with the largest binary suffix that divides them (`1Gi`), else as plain digits. */
export function formatQuantity(bytes: bigint): string {
  let count = bytes;
  let unit = 0;
  while (count !== 0n && count % 1024n === 0n && unit < BINARY_UNITS.length - 1) {
    count /= 1024n;
    unit += 1;
  }
  return `${count}${BINARY_UNITS[unit]}`;
}
