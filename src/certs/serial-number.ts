import type { RandomBytes } from './types.ts';

const SERIAL_BYTES = 16;

/**
 * A random serial number as the content of an ASN.1 INTEGER. The top bit is clear, because Go refuses negative serials;
 * the next one is set, because DER forbids a leading zero byte.
 */
export function randomSerialNumber(randomBytes: RandomBytes): Uint8Array {
  const [first = 0, ...rest] = randomBytes(SERIAL_BYTES);
  return Uint8Array.of((first & 0x7f) | 0x40, ...rest);
}
