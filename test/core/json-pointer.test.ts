import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  escapePointerToken,
  formatFieldPath,
  formatPointer,
  parsePointer,
} from '../../src/core/json-pointer.ts';
import type { JsonPath } from '../../src/core/json.ts';

const PATHS: readonly (readonly [JsonPath, string, string])[] = [
  [[], '', '.'],
  [['spec'], '/spec', 'spec'],
  [['spec', 'containers', 0, 'name'], '/spec/containers/0/name', 'spec.containers[0].name'],
  [
    ['metadata', 'annotations', 'topolvm.io/capacity'],
    '/metadata/annotations/topolvm.io~1capacity',
    'metadata.annotations["topolvm.io/capacity"]',
  ],
  [['a~b', 'c~1d'], '/a~0b/c~01d', '["a~b"]["c~1d"]'],
  [['', 'a"b'], '//a"b', '[""]["a\\"b"]'],
  [[0], '/0', '[0]'],
  [['0'], '/0', '["0"]'],
];

describe.each(PATHS)('the path %j', (path, pointer, fieldPath) => {
  test('is written as a pointer', () => {
    expect(formatPointer(path)).toBe(pointer);
  });

  test('is written for people', () => {
    expect(formatFieldPath(path)).toBe(fieldPath);
  });

  test('is read back, indexes as texts', () => {
    expect(parsePointer(pointer)).toEqual(path.map(String));
  });
});

test('any keys survive a pointer', () => {
  const key = fc.string({ unit: fc.constantFrom('a', '~', '/', '0', '1', '.') });
  fc.assert(
    fc.property(fc.array(key), keys => {
      expect(parsePointer(formatPointer(keys))).toEqual(keys);
    }),
  );
});

test('a token is escaped once', () => {
  expect(escapePointerToken('~1/')).toBe('~01~1');
});
