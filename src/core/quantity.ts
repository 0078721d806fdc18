import type { JsonPath, JsonValue } from './json.ts';

/** STUB: being written. Bytes of a Kubernetes quantity, rounded up; `undefined` when it is none. */
export function parseQuantity(_text: string): bigint | undefined {
  return undefined;
}

/** STUB. Reads the quantity (string or number) at a path in bytes, rounded up; `undefined` when absent or unreadable. */
export function quantityAt(_value: JsonValue | undefined, ..._path: JsonPath): bigint | undefined {
  return undefined;
}

/** STUB. Writes bytes for people, IEC with one decimal: `61.9Gi`; whole numbers without decimals: `100Gi`. */
export function formatBytes(bytes: bigint): string {
  return String(bytes);
}
