import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.ts';
import { certainWord, didYouMean, wrongWord } from '../../src/core/spelling.ts';

const FILE_SYSTEMS = ['ext4', 'ext3', 'ext2', 'xfs'];
const FIELDS = ['reclaimPolicy', 'mountOptions'];

describe('certainWord', () => {
  test.each([
    ['a missing letter', 'ex4', FILE_SYSTEMS, 'ext4'],
    ['another case', 'EXT3', FILE_SYSTEMS, 'ext3'],
    ['blanks around it', ' xfs ', FILE_SYSTEMS, 'xfs'],
    ['a capital letter', 'True', ['true', 'false'], 'true'],
    ['two letters the wrong way round in a long word', 'reclaimPoilcy', FIELDS, 'reclaimPolicy'],
    ['two letters the wrong way round in a short one', 'ture', ['true', 'false'], undefined],
    ['what could be three values', 'ext', FILE_SYSTEMS, undefined],
    ['what is near to none', 'btrfs', FILE_SYSTEMS, undefined],
    ['one digit for another', '1', ['2', '3'], undefined],
    ['a word too short to be sure', '22', ['2', '3'], undefined],
    ['a word that is right', 'xfs', FILE_SYSTEMS, undefined],
    ['nothing', '', FILE_SYSTEMS, undefined],
  ])('of %s', (_reason, word, known, expected) => {
    expect(certainWord(word, known)).toBe(expected);
  });
});

test.each([
  ['a near word', 'reclaimPolisy', { fix: 'Did you mean "reclaimPolicy"?' }],
  ['nothing near', 'size', {}],
])('didYouMean asks for %s', (_reason, word, expected) => {
  expect(didYouMean(word, FIELDS)).toEqual(expected);
});

describe('wrongWord', () => {
  const path = ['spec', 'mode'];
  const allowed = ['', 'Filesystem', 'Block'];
  const message = 'spec.mode "block" is not supported';
  const fix = 'Did you mean "Block"? Allowed: Filesystem, Block.';

  test.each<[string, JsonValue | undefined]>([
    ['is absent', undefined],
    ['is null', null],
    ['is allowed', 'Block'],
  ])('finds nothing when the value %s', (_reason, value) => {
    expect(wrongWord(value, path, allowed)).toEqual([]);
  });

  test('puts in the word that is surely meant', () => {
    const edit = { type: 'replace-value', path, value: 'Block' };
    expect(wrongWord('block', path, allowed)).toEqual([{ path, message, fix, edit }]);
  });

  test('only asks for a word that is not certain', () => {
    const [report] = wrongWord('Bolck', path, allowed);
    expect(report).toMatchObject({ fix });
    expect(report).not.toHaveProperty('edit');
  });

  test.each<[string, JsonValue, string]>([
    ['another word', 'raw', 'the mode "raw" is not supported'],
    ['no word', 1, 'the mode 1 is not supported'],
  ])("leaves the rule's own fix for %s", (_reason, value, expected) => {
    expect(wrongWord(value, path, allowed, 'the mode')).toEqual([{ path, message: expected }]);
  });
});
