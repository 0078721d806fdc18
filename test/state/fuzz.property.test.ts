import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject } from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { stateOf } from '../../src/state/file-state.ts';
import { parseYaml } from '../../src/state/parse-yaml.ts';

const TYPES = new Set([
  'parse-error',
  'tab-indentation',
  'duplicate-key',
  'document-end-marker',
  'not-a-manifest',
  'helm-template',
  'invalid-suppression',
]);

const MANIFEST = `# a comment
apiVersion: v1
kind: List
items:
- apiVersion: storage.k8s.io/v1
  kind: StorageClass
  metadata: {name: a, labels: {"x": 'y'}} # stowage:ignore some-rule -- because
  parameters: &p
    csi.storage.k8s.io/fstype: "ex4"
    script: |2-
        echo
      done
    folded: >+
      one
      two

  merged:
    <<: [*p, {z: 0x1F}]
    fstype: !!str 12
- apiVersion: v1
  kind: Pod
  spec: *p
--- # next
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "😀"}}
...
`;

const SIGNS = Array.from(`\n\r \t:#"'[]{},|>-?%@\`\\\0\u0007\uFEFF\u2028\u0085\uD8000y~`);

const WORDS = [
  '\r\n',
  '  ',
  ': ',
  '- ',
  ' #',
  '>-',
  '&a ',
  '*a',
  '*p',
  '!!str ',
  '!x ',
  '...',
  '---',
  '<<: ',
  '{{',
  '}}',
  '😀',
  '__proto__',
  'stowage:ignore',
  '# stowage:ignore r -- s',
];

const piece = fc.constantFrom(...SIGNS, ...WORDS);

/** Text of pieces that YAML gives a meaning. */
const soup = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));

/** A manifest with some stretches replaced. */
const mutated = fc
  .array(fc.tuple(fc.nat(MANIFEST.length), fc.nat(20), fc.oneof(piece, fc.constant(''))), { maxLength: 6 })
  .map(changes =>
    changes.reduce(
      (text, [at, removed, piece]) => text.slice(0, at) + piece + text.slice(at + removed),
      MANIFEST,
    ),
  );

const bytes = fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array).toString('utf8'));

const truncated = fc.nat(MANIFEST.length).map(length => MANIFEST.slice(0, length));

function* paths(value: JsonValue | undefined, path: JsonPath = []): Iterable<JsonPath> {
  yield path;
  if (isJsonArray(value)) for (const [index, item] of value.entries()) yield* paths(item, [...path, index]);
  else if (isJsonObject(value))
    for (const [key, item] of Object.entries(value)) yield* paths(item, [...path, key]);
}

function expectSound(text: string): void {
  const state = stateOf([{ file: 'a.yaml', text }]);
  const lines = text.split(/\r\n|\n|\r/);
  for (const { type, line, column, endColumn } of state.problems) {
    expect(TYPES).toContain(type);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(endColumn).toBeGreaterThan(column);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
  }
  for (const manifest of state.manifests) {
    for (const path of paths(manifest.object)) {
      const { offset, endOffset, line, endLine } = manifest.positionOf(path);
      expect([offset <= endOffset, endOffset <= text.length, line <= endLine]).toEqual([true, true, true]);
    }
  }
}

describe('no text makes the reader throw or point outside of it', () => {
  test.each<readonly [string, fc.Arbitrary<string>, number]>([
    ['bytes', bytes, 500],
    ['signs of YAML', soup, 2000],
    ['manifests with mistakes', mutated, 2000],
    ['manifests cut off', truncated, 300],
    ['any text', fc.string({ unit: 'binary', maxLength: 100 }), 500],
  ])('%s', (_name, texts, numRuns) => {
    expect.hasAssertions();
    fc.assert(fc.property(texts, expectSound), { numRuns });
  });

  test('nor YAML inside objects', () => {
    fc.assert(
      fc.property(soup, text => {
        const parsed = parseYaml(text);
        expect('value' in parsed || parsed.error !== '').toBe(true);
      }),
    );
  });
});

describe('hostile texts are answered in time', () => {
  test.each([
    ['a million brackets', '['.repeat(1_000_000)],
    ['a million quotes', '"'.repeat(1_000_000)],
    ['a million anchors', '&a '.repeat(333_000)],
    ['a million tabs', '\t\n'.repeat(500_000)],
    ['tabs in a block text', `a: |\n${'\t\n'.repeat(300_000)}`],
    ['tabs behind text', `a: b\n${'  \t\n'.repeat(200_000)}`],
    ['a million templates', '{{'.repeat(500_000)],
    ['unindented lines in brackets', `a:\n  b: [\n${'1,\n'.repeat(100_000)}]\n`],
    ['duplicate keys', 'a: 1\n'.repeat(100_000)],
    ['separators', '---\n'.repeat(200_000)],
    ['end markers', '...\n'.repeat(200_000)],
    ['suppressions', '# stowage:ignore a -- b\n'.repeat(20_000)],
    ['a quote that is never closed', `${'a: "b"\n'.repeat(20_000)}c: "`],
    ['comments', '#\n'.repeat(500_000)],
    ['merges', `a: &a {b: 1}\nc:\n${'  <<: *a\n'.repeat(50_000)}`],
    ['JSON objects', '{"a":1}\n'.repeat(50_000)],
  ])('%s', (_name, text) => {
    const started = performance.now();
    stateOf([{ file: 'a.yaml', text }]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
