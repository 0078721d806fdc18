import { describe, expect, test } from 'vitest';
import type { JsonPath } from '../../src/core/json.ts';
import { misspeltKey, moveField, renameKey, setValue } from '../../src/core/key-edits.ts';

const OBJECT = { spec: { replica: 1, image: 'x', list: [{ nam: 'a' }] }, taken: null };

describe('renameKey', () => {
  test.each<[string, JsonPath, string, boolean]>([
    ['to a free name', ['spec', 'replica'], 'replicas', true],
    ['to a name that is taken', ['spec', 'replica'], 'image', false],
    ['to a name that is there and empty', ['spec'], 'taken', false],
    ['inside a list', ['spec', 'list', 0, 'nam'], 'name', true],
  ])('%s', (_reason, path, key, isFree) => {
    expect(renameKey(OBJECT, path, key)).toEqual(isFree ? { edit: { type: 'rename-key', path, key } } : {});
  });
});

describe('moveField', () => {
  const path = ['spec', 'replica'];
  test.each<[string, JsonPath, boolean]>([
    ['below something that is not there yet', ['spec', 'meta', 'replicas'], true],
    ['below something that is no object', ['spec', 'image', 'replicas'], false],
    ['below a list', ['spec', 'list', 'replicas'], false],
    ['on top of something', ['spec', 'image'], false],
  ])('%s', (_reason, to, isFree) => {
    expect(moveField(OBJECT, path, to)).toEqual(isFree ? { edit: { type: 'move', path, to } } : {});
  });
});

describe('misspeltKey', () => {
  const path = ['spec', 'replica'];
  test.each([
    ['renames to what is surely meant', ['replicas'], 'replicas'],
    ['only asks when it is not sure', ['replicate'], undefined],
  ])('%s', (_reason, known, key) => {
    const edit = key === undefined ? {} : { edit: { type: 'rename-key', path, key } };
    expect(misspeltKey(OBJECT, path, known)).toEqual({ fix: `Did you mean "${known[0]}"?`, ...edit });
  });

  test('has nothing to say of a key that is near to none', () => {
    expect(misspeltKey(OBJECT, path, ['storage'])).toEqual({});
  });
});

test.each<[string, JsonPath, JsonPath, string]>([
  ['replaces what is there', ['spec', 'image'], ['spec', 'image'], 'replace-value'],
  ['replaces null', ['taken'], ['taken'], 'replace-value'],
  ['adds what is missing, at the nearest place', ['spec', 'meta', 'mode'], ['spec'], 'add'],
])('setValue %s', (_reason, path, place, type) => {
  expect(setValue(OBJECT, path, 'v')).toEqual({ path: place, edit: { type, path, value: 'v' } });
});
