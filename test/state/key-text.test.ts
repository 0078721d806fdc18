import { expect, test } from 'vitest';
import { keyText } from '../../src/state/key-text.ts';
import { resolvePlain } from '../../src/state/resolve-scalar.ts';

test.each([
  ['a', 'a'],
  ['yes', 'true'],
  ['1', '1'],
  ['0x10', '16'],
  ['9007199254740993', '9007199254740993'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['1.10', '1.1'],
  ['08', '8'],
  ['123456.0', '123456'],
  ['999999.5', '999999.5'],
  ['1e5', '100000'],
  ['1000000.0', '1e+06'],
  ['12.5e5', '1.25e+06'],
  ['16777217.0', '1.6777216e+07'],
  ['-123456789.5', '-1.2345679e+08'],
  ['100000000000000000000', '1e+20'],
  ['1e39', '.inf'],
  ['-1e39', '-.inf'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['3.14159265358979', '3.1415927'],
  ['~', undefined],
  ['18446744073709551615', undefined],
])('the key %s becomes %s, as kubectl writes it', (written, key) => {
  expect(keyText(resolvePlain(written), written)).toBe(key);
});
