import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, wrap } from '../../../src/cli/why/wrap.ts';

const NARROW = { first: '> ', indent: '  ', width: 12, maxLines: 3 };

describe('wrap', () => {
  test.each([
    ['a short text', 'one two', ['> one two']],
    ['a text of several lines', 'one two three four', ['> one two', '  three four']],
    ['a word that is too long is cut', 'one supercalifragilistic', ['> one', '  supercali…']],
    [
      'what is beyond the last line is cut',
      'aaaa bbbb cccc dddd eeee ffff gggg',
      ['> aaaa bbbb', '  cccc dddd', '  eeee fff …'],
    ],
    ['nothing', '', ['> ']],
  ])('%s', (_name, text, lines) => {
    expect(wrap(text, NARROW)).toEqual(lines);
  });

  test('never more lines, never longer ones, no word lost that fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (words, maxLines) => {
          const lines = wrap(words.join(' '), { ...NARROW, width: 30, maxLines });
          expect(lines.length).toBeLessThanOrEqual(maxLines);
          expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(30);
          if (lines.at(-1)?.endsWith('…') === true) return;
          expect(lines.map(line => line.slice(2)).join(' ')).toBe(words.join(' '));
        },
      ),
    );
  });
});

test('clip', () => {
  expect([clip('12345', 5), clip('123456', 5)]).toEqual(['12345', '1234…']);
});
