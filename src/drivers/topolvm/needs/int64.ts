const INTEGER = /^[+-]?\d+$/;
const LIMIT = 1n << 63n;

/** Reads an integer as Go's `strconv.ParseInt` reads 64 bits in base ten; `undefined` for what it refuses. */
export function parseInt64(text: string): bigint | undefined {
  const value = INTEGER.test(text) ? BigInt(text) : undefined;
  return value !== undefined && value < LIMIT && value >= -LIMIT ? value : undefined;
}
