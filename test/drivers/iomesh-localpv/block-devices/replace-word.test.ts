import { describe, expect, test } from 'vitest';
import { replaceWord } from '../../../../src/drivers/iomesh-localpv/block-devices/replace-word.ts';

describe('a word in a text', () => {
  test.each([
    ['is replaced', 'a: ssd\n', 'ssd', 'a: SSD\n'],
    ['is replaced in quotes', 'a: "ssd"', 'ssd', 'a: "SSD"'],
    ['is left when it is part of another', 'a: my-ssd', 'ssd', undefined],
    ['is left when it occurs twice', 'ssd: ssd', 'ssd', undefined],
    ['is left when it does not occur', 'a: hdd', 'ssd', undefined],
    ['is replaced beside a longer one', 'ssd.size: ssd', 'ssd', 'ssd.size: SSD'],
    ['is never empty', 'a: ssd', '', undefined],
  ])('%s', (_reason, text, word, expected) => {
    expect(replaceWord(text, word, 'SSD')).toBe(expected);
  });
});
