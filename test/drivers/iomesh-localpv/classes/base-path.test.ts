import { describe, expect, test } from 'vitest';
import {
  hazardOf,
  isSameOrNested,
  normalizedPath,
} from '../../../../src/drivers/iomesh-localpv/classes/base-path.ts';

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
