import { describe, expect, test } from 'vitest';
import {
  arrayAt,
  at,
  entriesAt,
  isJsonArray,
  isJsonObject,
  member,
  objectAt,
  stringAt,
  stringMapAt,
} from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';

const SPECIAL = JSON.parse('{"__proto__":"own","constructor":"too"}') as JsonValue;

describe('isJsonObject and isJsonArray', () => {
  test.each<[string, unknown, boolean, boolean]>([
    ['an object', {}, true, false],
    ['an array', [], false, true],
    ['null', null, false, false],
    ['nothing', undefined, false, false],
    ['a text', 'x', false, false],
  ])('judge %s', (_reason, value, object, array) => {
    expect([isJsonObject(value), isJsonArray(value)]).toEqual([object, array]);
  });
});

describe('member', () => {
  test.each<[string, JsonValue | undefined, string, JsonValue | undefined]>([
    ['a member', { a: 1 }, 'a', 1],
    ['a null member', { a: null }, 'a', null],
    ['an absent member', {}, 'a', undefined],
    ['what objects inherit', {}, 'toString', undefined],
    ['the prototype', {}, '__proto__', undefined],
    ['an own key named like the prototype', SPECIAL, '__proto__', 'own'],
    ['an own key named like the constructor', SPECIAL, 'constructor', 'too'],
    ['the length of an array', [1], 'length', undefined],
    ['a member of a text', 'abc', 'length', undefined],
    ['a member of nothing', undefined, 'a', undefined],
  ])('reads %s', (_reason, value, key, expected) => {
    expect(member(value, key)).toBe(expected);
  });
});

describe('at', () => {
  const document = { spec: { containers: [{ name: 'web' }, null], text: 'abc' } };

  test.each<[string, JsonPath, JsonValue | undefined]>([
    ['the document itself', [], document],
    ['a member of an element', ['spec', 'containers', 0, 'name'], 'web'],
    ['a null element', ['spec', 'containers', 1], null],
    ['a member of null', ['spec', 'containers', 1, 'name'], undefined],
    ['an element beyond the end', ['spec', 'containers', 2], undefined],
    ['an element by a text', ['spec', 'containers', '0'], undefined],
    ['an element of an object', ['spec', 0], undefined],
    ['a character of a text', ['spec', 'text', 0], undefined],
    ['a path through nothing', ['status', 'phase', 'x'], undefined],
  ])('reads %s', (_reason, path, expected) => {
    expect(at(document, ...path)).toBe(expected);
  });
});

describe('typed reads', () => {
  const document = {
    text: 'a',
    number: 1,
    list: ['x'],
    object: { a: 'b', n: 1, u: undefined },
    special: SPECIAL,
  };

  test('give the value of the right type, and nothing for another', () => {
    expect(stringAt(document, 'text')).toBe('a');
    expect(stringAt(document, 'number')).toBeUndefined();
    expect(arrayAt(document, 'list')).toEqual(['x']);
    expect(arrayAt(document, 'object')).toEqual([]);
    expect(objectAt(document, 'object')).toBe(document.object);
    expect(objectAt(document, 'list')).toBeUndefined();
  });

  test('give the members of objects in order', () => {
    expect(entriesAt(document, 'object')).toEqual([
      ['a', 'b'],
      ['n', 1],
    ]);
    expect(entriesAt(document, 'list')).toEqual([]);
  });

  test('give the texts of objects as a Map, special keys too', () => {
    expect(stringMapAt(document, 'object')).toEqual(new Map([['a', 'b']]));
    expect(stringMapAt(document, 'special').get('__proto__')).toBe('own');
    expect(stringMapAt(document, 'text')).toEqual(new Map());
  });
});
