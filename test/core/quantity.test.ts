import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatQuantity, parseQuantity, quantityAt } from '../../src/core/quantity.ts';

/** What one unit of a suffix is worth, as a fraction [numerator, denominator]. */
const WORTH: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, 1_000_000_000n],
  u: [1n, 1_000_000n],
  m: [1n, 1000n],
  '': [1n, 1n],
  k: [1000n, 1n],
  M: [1_000_000n, 1n],
  G: [1_000_000_000n, 1n],
  T: [1_000_000_000_000n, 1n],
  P: [1_000_000_000_000_000n, 1n],
  E: [1_000_000_000_000_000_000n, 1n],
  Ki: [1n << 10n, 1n],
  Mi: [1n << 20n, 1n],
  Gi: [1n << 30n, 1n],
  Ti: [1n << 40n, 1n],
  Pi: [1n << 50n, 1n],
  Ei: [1n << 60n, 1n],
  e0: [1n, 1n],
  'e-7': [1n, 10_000_000n],
  'E+21': [1_000_000_000_000_000_000_000n, 1n],
};

const digits = fc.stringMatching(/^[0-9]{1,25}$/);

describe('parseQuantity', () => {
  test.each([
    ['zero', '0', 0n],
    ['plain bytes', '1073741824', 1073741824n],
    ['a binary suffix', '1Gi', 1073741824n],
    ['a decimal suffix', '10G', 10_000_000_000n],
    ['exa without an exponent', '1E', 10n ** 18n],
    ['exa with a binary suffix', '1Ei', 2n ** 60n],
    ['kilo, which is lower case', '1k', 1000n],
    ['a lower-case exponent', '1e3', 1000n],
    ['an upper-case exponent', '1E3', 1000n],
    ['a positive exponent', '1e+3', 1000n],
    ['a negative exponent', '1500e-2', 15n],
    ['an exponent with leading zeros', '1e0003', 1000n],
    ['a plus sign', '+5', 5n],
    ['a minus sign', '-5Ki', -5120n],
    ['minus zero', '-0', 0n],
    ['a fraction of a suffix', '1.5Gi', 1610612736n],
    ['no digits before the point', '.5Ki', 512n],
    ['no digits after the point', '5.', 5n],
    ['no digits after the point, and a suffix', '1.Gi', 1073741824n],
    ['leading zeros', '0010', 10n],
    ['a fraction of a byte, rounded up', '1.1', 2n],
    ['thousandths, rounded up', '1m', 1n],
    ['whole thousandths', '2000m', 2n],
    ['nanos, rounded up', '1n', 1n],
    ['micros, rounded up', '1000001u', 2n],
    ['a negative fraction, rounded away from zero', '-1.1', -2n],
    ['a binary fraction that is no whole byte', '0.0001Ki', 1n],
    ['a zero fraction', '0.000', 0n],
    ['more than int64 holds', '9223372036854775808', 2n ** 63n],
    ['a binary quantity that Kubernetes would cap', '16Ei', 2n ** 64n],
  ])('reads %s: %s', (_reason, text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  test.each([
    ['an empty text', ''],
    ['a suffix alone', 'Gi'],
    ['a sign alone', '-'],
    ['a point alone', '.'],
    ['an exponent without digits', '1e'],
    ['an exponent with a fraction', '1e1.5'],
    ['two points', '1.1.1'],
    ['two signs', '--1'],
    ['a suffix that is no unit', '1GB'],
    ['kilo in upper case', '1K'],
    ['a lower-case binary suffix', '1gi'],
    ['i alone', '1i'],
    ['milli as a binary suffix', '1mi'],
    ['a suffix and an exponent', '1Gie3'],
    ['a space before', ' 1'],
    ['a space after', '1 '],
    ['a line break after', '1\n'],
    ['a space inside', '10 Gi'],
    ['a thousands separator', '1,000'],
    ['hexadecimal', '0x10'],
    ['other digits', '١'],
    ['words', 'unlimited'],
    ['infinity', 'Infinity'],
    ['an exponent beyond reason', '1e999999999'],
    ['a tiny exponent beyond reason', '1e-999999999'],
    ['an exponent that is no safe integer', `1e${'9'.repeat(40)}`],
    ['a megabyte of digits', '9'.repeat(1_000_000)],
    ['a megabyte of decimals', `0.${'0'.repeat(1_000_000)}1`],
    ['a megabyte of letters', `1${'e'.repeat(1_000_000)}`],
  ])('refuses %s', (_reason, text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test('agrees with exact fractions, rounded away from zero', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '+', '-'),
        digits,
        fc.option(digits),
        fc.constantFrom(...Object.keys(WORTH)),
        (sign, whole, decimals, suffix) => {
          const [numerator, denominator] = WORTH[suffix] ?? [0n, 1n];
          const above = BigInt(whole + (decimals ?? '')) * numerator;
          const below = 10n ** BigInt(decimals?.length ?? 0) * denominator;
          const magnitude = above / below + (above % below === 0n ? 0n : 1n);
          const text = `${sign}${whole}${decimals === null ? '' : `.${decimals}`}${suffix}`;
          expect(parseQuantity(text)).toBe(sign === '-' ? -magnitude : magnitude);
        },
      ),
    );
  });

  test('answers any text at all', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9+\-.eEinumkKMGTP ]{0,12}$/), text => {
        expect(['bigint', 'undefined']).toContain(typeof parseQuantity(text));
      }),
    );
  });
});

describe('quantityAt', () => {
  test.each([
    ['a string', '1Gi', 1073741824n],
    ['a whole number', 1024, 1024n],
    ['a fraction, rounded up', 0.5, 1n],
    ['a number that prints with an exponent', 1e21, 10n ** 21n],
    ['a number that is too small to matter, rounded up', 1e-7, 1n],
    ['infinity, which overflowing JSON numbers become', Infinity, undefined],
    ['null', null, undefined],
    ['a boolean', true, undefined],
    ['an object', {}, undefined],
    ['text that is no quantity', '10 GB', undefined],
  ])('reads %s', (_reason, value, expected) => {
    const claim = { spec: { resources: { requests: { storage: value } } } };
    expect(quantityAt(claim, 'spec', 'resources', 'requests', 'storage')).toBe(expected);
  });

  test('is undefined where nothing is', () => {
    expect(quantityAt({ spec: null }, 'spec', 'resources')).toBeUndefined();
    expect(quantityAt(undefined)).toBeUndefined();
  });
});

describe('formatBytes', () => {
  test.each([
    [0n, '0'],
    [1023n, '1023'],
    [1024n, '1Ki'],
    [1536n, '1.5Ki'],
    [500n << 20n, '500Mi'],
    [100n << 30n, '100Gi'],
    [10_000_000_000n, '9.3Gi'],
    [66_464_618_905n, '61.9Gi'],
    [(1n << 30n) - 1n, '1Gi'],
    [(1n << 40n) + (1n << 39n), '1.5Ti'],
    [1n << 60n, '1Ei'],
    [1n << 74n, '16384Ei'],
    [-(3n << 29n), '-1.5Gi'],
  ])('writes %s as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  test('stays within a twentieth of its unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), bytes => {
        const text = formatBytes(bytes);
        const unit = WORTH[/[KMGTPE]?i?$/.exec(text)?.[0] ?? '']?.[0] ?? 1n;
        const error = (parseQuantity(text) ?? 0n) - bytes;
        expect((error < 0n ? -error : error) * 20n).toBeLessThanOrEqual(unit + 20n);
      }),
    );
  });
});

describe('formatQuantity', () => {
  test.each([
    [0n, '0'],
    [1n, '1'],
    [1024n, '1Ki'],
    [1025n, '1025'],
    [1n << 30n, '1Gi'],
    [3n << 29n, '1536Mi'],
    [10_000_000_000n, '9765625Ki'],
    [10n ** 18n + 1n, '1000000000000000001'],
    [1n << 70n, '1024Ei'],
    [-(1n << 20n), '-1Mi'],
  ])('writes %s as %s', (bytes, expected) => {
    expect(formatQuantity(bytes)).toBe(expected);
  });

  test('is read back as the same number', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat({ max: 7 }), (count, unit) => {
        const bytes = count * 1024n ** BigInt(unit);
        expect(parseQuantity(formatQuantity(bytes))).toBe(bytes);
      }),
    );
  });
});
