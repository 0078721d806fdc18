import { expect, test } from 'vitest';
import { parseInt64 } from '../../../../src/drivers/topolvm/needs/int64.ts';

test.each([
  ['9223372036854775807', 9223372036854775807n],
  ['9223372036854775808', undefined],
  ['-9223372036854775808', -9223372036854775808n],
  ['-9223372036854775809', undefined],
  ['+5', 5n],
  ['-0', 0n],
  ['007', 7n],
  ['', undefined],
  ['+', undefined],
  ['5Gi', undefined],
  ['0x10', undefined],
  [' 5', undefined],
])('%j is read as Go reads an int64', (text, expected) => {
  expect(parseInt64(text)).toBe(expected);
});
