import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/core/finding.ts';
import { isJsonArray, isJsonObject } from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { editValue } from '../../src/state/edit/edit-value.ts';
import { stateOf } from '../../src/state/file-state.ts';
import { readYaml } from '../../src/state/read-yaml.ts';
import { applyEdits } from '../../src/state/text-edit.ts';
import { jsonValue, scalar, writeYaml, yamlStyle } from '../support/yaml-arbitraries.ts';

/** Every place of a value but its root. */
function placesOf(value: JsonValue, path: JsonPath = []): readonly JsonPath[] {
  const steps: readonly (readonly [string | number, JsonValue])[] = isJsonArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
      : [];
  return steps.flatMap(([step, child]) => [[...path, step], ...placesOf(child, [...path, step])]);
}

const newScalar = scalar.filter(value => value !== null);
const newKey = fc.oneof(
  fc.constantFrom('on', '__proto__', 'a/b', 'é b', '1'),
  fc.stringMatching(/^[a-z]{1,5}$/),
);

/** An edit of one of the places of an object. */
function editOf(object: JsonValue): fc.Arbitrary<Edit> {
  const places = placesOf(object);
  const mappings = [[], ...places.filter(path => path.length > 0)];
  const path = fc.constantFrom(...places);
  const target = fc.tuple(fc.constantFrom(...mappings), newKey).map(([parent, key]) => [...parent, key]);
  return fc.oneof(
    fc.record({ type: fc.constant('replace-value' as const), path, value: newScalar }),
    fc.record({ type: fc.constant('rename-key' as const), path, key: newKey }),
    fc.record({ type: fc.constant('remove' as const), path }),
    fc.record({ type: fc.constant('add' as const), path: target, value: newScalar }),
    fc.record({ type: fc.constant('move' as const), path, to: target }),
  );
}

/** Writes comment lines between the lines of a text whose every line is an entry, and behind some. */
function withComments(text: string, marks: readonly number[]): string {
  return text
    .split('\n')
    .flatMap((line, index) => {
      const mark = marks[index % marks.length] ?? 0;
      const below =
        mark % 3 === 0 && line !== '' ? [line, `${' '.repeat(mark % 7)}# comment ${index}`] : [line];
      return mark % 5 === 0 && line !== '' ? [`${below[0]} # behind ${index}`, ...below.slice(1)] : below;
    })
    .join('\n');
}

function commentLines(text: string): readonly string[] {
  return text.match(/^ *# comment \d+$/gm)?.map(line => line.trim()) ?? [];
}

/** JSON with the keys of every object in one order. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}

/** Objects whose texts stay on one line each, so that comments can stand between the lines. */
const object = fc
  .array(fc.tuple(newKey, jsonValue), { minLength: 1, maxLength: 5 })
  .map(entries => ({ apiVersion: 'v1', kind: 'Foo', ...Object.fromEntries(entries) }));

const scene = fc
  .tuple(object, yamlStyle, fc.array(fc.nat(100), { minLength: 1, maxLength: 9 }), fc.boolean())
  .map(([value, style, marks, isCrlf]) => {
    const text = writeYaml(value, { ...style, lineWidth: -1 });
    const isOneLineEach = !/[|>?"'][-+0-9]*$|^ *\? /m.test(text.replaceAll(/(["']).*\1$/gm, 'x'));
    const commented = isOneLineEach ? withComments(text, marks) : text;
    return { value, text: isCrlf ? commented.replaceAll('\n', '\r\n') : commented };
  })
  .filter(({ value, text }) => !/^---/m.test(text) && canonical(readYaml(text).value) === canonical(value));

function expected(value: JsonValue, edits: readonly Edit[]): JsonValue {
  return edits.reduce<JsonValue>((current, edit) => editValue(current, edit), value);
}

function check(text: string, value: JsonValue, edits: readonly Edit[]): number {
  const state = stateOf([{ file: 'a.yaml', text }]);
  const [manifest] = state.manifests;
  const source = state.files.get('a.yaml')?.source;
  if (manifest === undefined || source === undefined) throw new Error('the text is no manifest');
  const result = applyEdits(
    source,
    edits.map(edit => ({ manifest, edit })),
  );
  const applied = result.applied.map(({ edit }) => edit);
  expect(applied.length + result.refused.length).toBe(edits.length);
  expect(canonical(readYaml(result.text).value)).toBe(canonical(expected(value, applied)));
  expect(commentLines(result.text).toSorted()).toEqual(commentLines(text).toSorted());
  if (applied.length === 0) expect(result.text).toBe(text);
  if (text.includes('\r\n')) expect(result.text).not.toMatch(/[^\r]\n/);
  return applied.length;
}

describe('an edit changes what it says and nothing else, and comment lines stay', () => {
  test('one edit', () => {
    let applied = 0;
    fc.assert(
      fc.property(
        scene.chain(({ text, value }) => fc.tuple(fc.constant(text), fc.constant(value), editOf(value))),
        ([text, value, edit]) => {
          applied += check(text, value, [edit]);
        },
      ),
      { numRuns: 500 },
    );
    expect(applied).toBeGreaterThan(250);
  });

  test('several edits of one object', () => {
    fc.assert(
      fc.property(
        scene.chain(({ text, value }) =>
          fc.tuple(
            fc.constant(text),
            fc.constant(value),
            fc.array(editOf(value), { minLength: 2, maxLength: 5 }),
          ),
        ),
        ([text, value, edits]) => {
          check(text, value, edits);
        },
      ),
      { numRuns: 300 },
    );
  });
});
