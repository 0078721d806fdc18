import { describe, expect, test } from 'vitest';
import { integerOf, isNotFinite, resolvePlain } from '../../src/state/resolve-scalar.ts';

describe('resolvePlain reads what kubectl reads', () => {
  test.each([
    [
      'every spelling of true',
      ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
      true,
    ],
    [
      'every spelling of false',
      ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
      false,
    ],
    ['every spelling of null', ['', '~', 'null', 'Null', 'NULL'], null],
  ])('%s', (_name, texts, value) => {
    expect(texts.map(resolvePlain)).toEqual(texts.map(() => value));
  });

  test.each([
    ['mixed case is text', ['tRue', 'yEs', 'oN', 'oFF', 'nULL', 'None', 'yess', 'truely']],
    ['timestamps are text', ['2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5']],
    ['numbers to the base of 60 are text', ['1:30', '190:20:30.15', '12:30']],
    ['quantities are text', ['10Gi', '100m', '1.5Ti', '2E', '1k']],
    [
      'what only begins like a number is text',
      ['0x', '0xg', '0o8', '0b12', '1e', '1e3.', '1.5.2', '+', '-', '+-1', '_1'],
    ],
    ['points without digits are text', ['.', '..', '.e3', '._', '._5', '.5_', '.5__0', '.5x', '.0x1']],
    [
      'integers beyond 64 bits with a base are text',
      ['0xFFFFFFFFFFFFFFFFFF', '-0x8000000000000001', '+0x8000000000000000'],
    ],
    ['floats beyond their range are text', ['1e400', '-1e400', '.5e999']],
    ['signs of YAML that mean nothing here are text', ['=', '<<', 'a', 'é', '😀']],
  ])('%s', (_name, texts) => {
    expect(texts.map(resolvePlain)).toEqual(texts);
  });

  test.each([
    ['0777', 511],
    ['+0777', 511],
    ['-0o7', -7],
    ['0o777', 511],
    ['0O7', 7],
    ['0_7', 7],
    ['08', 8],
    ['08.5', 8.5],
    ['00', 0],
    ['0x1F', 31],
    ['0X1f', 31],
    ['0x_1F', 31],
    ['-0x1f', -31],
    ['0b101', 5],
    ['-0b11', -3],
    ['0B1', 1],
    ['1_000', 1000],
    ['1__2', 12],
    ['1_', 1],
    ['-_1', -1],
    ['+1', 1],
    ['0.', 0],
    ['12e03', 12_000],
    ['1_e3', 1000],
    ['.5', 0.5],
    ['+.5', 0.5],
    ['.5e1_0', 5e9],
    ['.5_0_0', 0.5],
    ['685_230.15', 685_230.15],
    ['1e-400', 0],
    ['0777777777777777777777777', 7.777777777777778e23],
    ['18446744073709551616', 2 ** 64],
  ])('%s is %d', (text, value) => {
    expect(resolvePlain(text)).toBe(value);
  });

  test.each(['-0', '-0.0', '-0x0'])('%s is 0, because JSON has one zero', text => {
    expect(Object.is(resolvePlain(text), 0)).toBe(true);
  });
});

test.each([
  ['0777', 511n],
  ['-0x8000000000000000', -(2n ** 63n)],
  ['0xFFFFFFFFFFFFFFFF', 2n ** 64n - 1n],
  ['9007199254740993', 9007199254740993n],
  ['+12', 12n],
  ['18446744073709551616', undefined],
  ['1.0', undefined],
  ['08', undefined],
  ['a', undefined],
])('integerOf(%s) is %s, exactly', (text, value) => {
  expect(integerOf(text)).toBe(value);
});

test('infinities and not-a-number are told apart from text', () => {
  expect(['.inf', '-.Inf', '+.INF', '.nan', '.NaN'].map(isNotFinite)).toEqual([true, true, true, true, true]);
  expect(['.iNf', '-.nan', 'inf', '.info', ''].map(isNotFinite)).toEqual([false, false, false, false, false]);
});
