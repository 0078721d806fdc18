import { describe, expect, test } from 'vitest';
import { hazardOf, isSameOrNested, normalizedPath } from '../../../src/drivers/iomesh-localpv/base-path.ts';
import { replaceWord } from '../../../src/drivers/iomesh-localpv/replace-word.ts';

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

describe('a base path', () => {
  test.each([
    ['/', '/'],
    ['//', '/'],
    ['/a//b/', '/a/b'],
    ['/a/b', '/a/b'],
  ])('%s is %s', (path, expected) => {
    expect(normalizedPath(path)).toBe(expected);
  });

  test.each([
    ['/', 'a directory of the system'],
    ['/etc/', 'a directory of the system'],
    ['/dev', 'a directory of the system'],
    ['/var/lib/kubelet', 'a directory of the kubelet'],
    ['/var/lib//kubelet/pods', 'a directory of the kubelet'],
    ['/mnt/..', 'not fixed: it holds a ".." segment'],
    ['/mnt/a\0b', 'no path: it holds a NUL character'],
    ['/etcetera', undefined],
    ['/mnt/..data', undefined],
    ['/dev/sdb', undefined],
  ])('%j is %s', (path, expected) => {
    expect(hazardOf(path)).toBe(expected);
  });

  test.each([
    ['/mnt/a', '/mnt/a', true],
    ['/mnt/a', '/mnt/a/', true],
    ['/mnt/a', '/mnt/a/b', true],
    ['/mnt/a/b', '/mnt/a', true],
    ['/mnt/a', '/mnt/ab', false],
    ['/', '/mnt', true],
  ])('%s and %s overlap: %s', (left, right, expected) => {
    expect(isSameOrNested(left, right)).toBe(expected);
  });
});
