import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, suggest } from '../../src/core/suggest.ts';

const FILE_SYSTEMS = ['ext4', 'ext3', 'ext2', 'xfs'];
const MODES = ['Immediate', 'WaitForFirstConsumer'];

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['ext4', 'ext4', 0],
    ['ex4', 'ext4', 1],
    ['ext4', 'ex4', 1],
    ['ext5', 'ext4', 1],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
    ['a'.repeat(200), 'a'.repeat(200), 0],
    ['a'.repeat(200), 'b', Infinity],
    ['b', 'a'.repeat(200), Infinity],
  ])('from "%s" to "%s" is %s', (left, right, expected) => {
    expect(editDistance(left, right)).toBe(expected);
  });

  test('is a metric', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (left, middle, right) => {
        const distance = editDistance(left, right);
        expect(distance).toBe(editDistance(right, left));
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(editDistance(left, middle) + editDistance(middle, right));
      }),
    );
  });
});

describe('suggest', () => {
  test.each([
    ['one letter too few', 'ex4', FILE_SYSTEMS, 'ext4'],
    ['one letter too many', 'xffs', FILE_SYSTEMS, 'xfs'],
    ['the first of equally near candidates', 'ext9', FILE_SYSTEMS, 'ext4'],
    ['another case', 'XFS', FILE_SYSTEMS, 'xfs'],
    ['another case at the start', 'waitForFirstConsumer', MODES, 'WaitForFirstConsumer'],
    ['another case, though another candidate differs in one letter', 'FAST', ['FASTA', 'fast'], 'fast'],
    ['case and a letter', 'waitforfirstconsumers', MODES, 'WaitForFirstConsumer'],
    ['nothing near', 'btrfs', FILE_SYSTEMS, undefined],
    ['more than half of a short word', 'abc', FILE_SYSTEMS, undefined],
    ['an empty word', '', FILE_SYSTEMS, undefined],
    ['no candidates', 'ext4', [], undefined],
    ['a word that is a candidate', 'xfs', ['xfs'], undefined],
    ['a word of a megabyte', 'x'.repeat(1_000_000), FILE_SYSTEMS, undefined],
  ])('answers %s', (_reason, word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected);
  });

  test.each([
    [1, undefined],
    [2, 'Immediate'],
  ])('keeps to a limit of %i', (limit, expected) => {
    expect(suggest('Imediat', MODES, limit)).toBe(expected);
  });

  test('always prefers a candidate that differs in case only', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,20}$/),
        fc.array(fc.stringMatching(/^[a-z]{1,20}$/)),
        (word, others) => {
          const candidates = [...others.filter(other => other !== word), word];
          expect(suggest(word.toUpperCase(), candidates)).toBe(word);
        },
      ),
    );
  });
});
