import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanLines, runeCount, truncateRunes } from '../../src/core/clean-text.ts';
import { cleanWarnings } from '../../src/core/clean-warnings.ts';

describe('cleanLine', () => {
  test.each([
    ['a line break', 'one\ntwo', 'one two'],
    ['a run of control characters', 'one\r\n\t\u0000two', 'one two'],
    ['a separator that terminals break lines at', 'one\u2028two', 'one two'],
    ['C1 controls', 'one\u0085two', 'one two'],
    ['a lone surrogate', 'one\ud800two', 'one\ufffdtwo'],
    ['space around', '  one ', 'one'],
    ['nothing but control characters', '\n\n', ''],
    ['other scripts', 'Größe 大 🐡', 'Größe 大 🐡'],
  ])('mends %s', (_name, text, expected) => {
    expect(cleanLine(text, 256)).toBe(expected);
  });
});

describe('cleanLines', () => {
  test.each([
    ['keeps lines', 'one\ntwo', 'one\ntwo'],
    ['drops empty lines', '\none\n\n \r\ntwo\n', 'one\ntwo'],
    ['cuts the whole, not each line', 'aaaa\nbbbb\ncccc', 'aaaa\nbbb…'],
  ])('%s', (_name, text, expected) => {
    expect(cleanLines(text, 9)).toBe(expected);
  });
});

describe('truncateRunes', () => {
  test.each([
    ['keeps what fits', 'abc', 3, 'abc'],
    ['cuts what does not', 'abcd', 3, 'ab…'],
    ['counts characters, not UTF-16 units', '🐡🐡🐡', 3, '🐡🐡🐡'],
    ['never halves a character', '🐡🐡🐡🐡', 3, '🐡🐡…'],
  ])('%s', (_name, text, limit, expected) => {
    expect(truncateRunes(text, limit)).toBe(expected);
  });
});

describe('cleanWarnings', () => {
  test('leaves good warnings alone, in their order', () => {
    expect(cleanWarnings(['b', 'a'])).toEqual(['b', 'a']);
  });

  test('drops duplicates, also those that become one by cleaning', () => {
    expect(cleanWarnings(['a b', 'a\nb', 'a b'])).toEqual(['a b']);
  });

  test('says how many warnings did not fit', () => {
    const warnings = Array.from({ length: 40 }, (_, index) => `${index} `.padEnd(300, 'x'));
    const cleaned = cleanWarnings(warnings);
    expect(cleaned).toHaveLength(16);
    expect(cleaned.at(-1)).toBe('25 more warnings left out');
  });

  test('whatever comes in, kube-apiserver takes what comes out', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 600 }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, warnings => {
        const cleaned = cleanWarnings(warnings);
        expect(new Set(cleaned).size).toBe(cleaned.length);
        expect(cleaned.reduce((sum, warning) => sum + runeCount(warning), 0)).toBeLessThanOrEqual(4096);
        for (const warning of cleaned) {
          expect(warning).not.toMatch(/\p{Cc}/u);
          expect(warning.isWellFormed()).toBe(true);
          expect(runeCount(warning)).toBeLessThanOrEqual(256);
        }
      }),
    );
  });
});
