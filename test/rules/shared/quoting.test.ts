import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/core/json.ts';
import { nonStringMembers } from '../../../src/rules/shared/quoting.ts';

test.each<readonly [string, JsonValue, string | undefined]>([
  ['a whole number reads the same in quotes', 2, '2'],
  ['a boolean reads the same in quotes', false, 'false'],
  ['a fraction may have lost digits, 1.10 is 1.1', 1.1, undefined],
  ['a huge number has lost digits', 2 ** 60, undefined],
  ['null may have been meant as anything', null, undefined],
  ['a map has no spelling as a string', {}, undefined],
])('the quoting edit: %s', (_reason, value, quoted) => {
  const [report] = nonStringMembers({ data: { key: value } }, ['data']);
  const edit =
    quoted === undefined ? undefined : { type: 'replace-value', path: ['data', 'key'], value: quoted };
  expect(report?.edit).toEqual(edit);
});

test('nonStringMembers passes over strings, and takes __proto__ for the key that it is', () => {
  const object = JSON.parse('{"data": {"plain": "x", "__proto__": 1}}') as {
    readonly [key: string]: JsonValue;
  };
  expect(nonStringMembers(object, ['data']).map(({ path }) => path)).toEqual([['data', '__proto__']]);
});
