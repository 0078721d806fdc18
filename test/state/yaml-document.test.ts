import { describe, expect, test } from 'vitest';
import type { JsonPath } from '../../src/core/json.ts';
import { readDocuments } from '../../src/state/read-documents.ts';
import { SourceText } from '../../src/state/source-text.ts';

type Target = 'key' | 'value';
type Case = readonly [name: string, path: JsonPath, target: Target, position: string, text: string];

function documentsOf(text: string) {
  const read = readDocuments(new SourceText('test.yaml', text));
  if ('limit' in read) throw new Error(read.limit);
  return read.documents;
}

/** `line:column-line:column` and the text there, of one document of a file. */
function found(text: string, path: JsonPath, target: Target, index = 0): readonly [string, string] {
  const position = documentsOf(text)[index]?.positionOf(path, target);
  if (position === undefined) throw new Error(`no document ${index}`);
  const { line, column, endLine, endColumn, offset, endOffset } = position;
  return [`${line}:${column}-${endLine}:${endColumn}`, text.slice(offset, endOffset)];
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

const BLOCK = `# a comment
kind: Foo # not this
meta data:
  "quoted key":   'it''s'   # nor this
  list:
  - one
  -   two: 2
      three: {x: 1, w: [a, "b"]}
  - - deep
empty:
text: |
  line one
    line two

folded: >- # why
  para

last: plain text
  goes on
`;

const BLOCK_CASES: readonly Case[] = [
  ['a plain value ends before its comment', ['kind'], 'value', '2:7-2:10', 'Foo'],
  ['a plain key', ['kind'], 'key', '2:1-2:5', 'kind'],
  ['a key with a space', ['meta data'], 'key', '3:1-3:10', 'meta data'],
  ['a quoted key with its quotes', ['meta data', 'quoted key'], 'key', '4:3-4:15', '"quoted key"'],
  ['a quoted value with its quotes', ['meta data', 'quoted key'], 'value', '4:19-4:26', "'it''s'"],
  ['an item', ['meta data', 'list', 0], 'value', '6:5-6:8', 'one'],
  [
    'a mapping in a list begins at its first key',
    ['meta data', 'list', 1],
    'value',
    '7:7-8:33',
    'two: 2\n      three: {x: 1, w: [a, "b"]}',
  ],
  ['a value in it', ['meta data', 'list', 1, 'two'], 'value', '7:12-7:13', '2'],
  [
    'a mapping in brackets with them',
    ['meta data', 'list', 1, 'three'],
    'value',
    '8:14-8:33',
    '{x: 1, w: [a, "b"]}',
  ],
  ['a list in brackets with them', ['meta data', 'list', 1, 'three', 'w'], 'value', '8:24-8:32', '[a, "b"]'],
  ['a quoted item', ['meta data', 'list', 1, 'three', 'w', 1], 'value', '8:28-8:31', '"b"'],
  ['an item of a list in a list', ['meta data', 'list', 2, 0], 'value', '9:7-9:11', 'deep'],
  ['a value that is left out stands behind the colon', ['empty'], 'value', '10:7-10:7', ''],
  ['a block text begins at its sign', ['text'], 'value', '11:7-13:13', '|\n  line one\n    line two'],
  ['a folded text with a comment', ['folded'], 'value', '15:9-16:7', '>- # why\n  para'],
  ['a plain text over two lines', ['last'], 'value', '18:7-19:10', 'plain text\n  goes on'],
  [
    'a missing member leads to the key of its parent',
    ['meta data', 'nope'],
    'value',
    '3:1-3:10',
    'meta data',
  ],
  ['so does what would stand deeper', ['meta data', 'nope', 3, 'x'], 'key', '3:1-3:10', 'meta data'],
  ['a missing item too', ['meta data', 'list', 9], 'value', '5:3-5:7', 'list'],
  ['in an item, its first key stands for it', ['meta data', 'list', 1, 'nope'], 'value', '7:7-7:10', 'two'],
  ['an item that is no mapping stands for itself', ['meta data', 'list', 0, 'nope'], 'key', '6:5-6:8', 'one'],
  ['the key of an item is its first one', ['meta data', 'list', 1], 'key', '7:7-7:10', 'two'],
  ['at the root, the first key stands for the document', ['nope'], 'value', '2:1-2:5', 'kind'],
  ['a member of a scalar leads to the scalar’s key', ['kind', 'x'], 'value', '2:1-2:5', 'kind'],
];

describe('positions in block style', () => {
  test.each(BLOCK_CASES)('%s', (_name, path, target, position, text) => {
    expect(found(BLOCK, path, target)).toEqual([position, text]);
  });

  test.each(BLOCK_CASES)('with CRLF: %s', (_name, path, target, position, text) => {
    expect(found(crlf(BLOCK), path, target)).toEqual([position, crlf(text)]);
  });

  test.each(BLOCK_CASES)('behind a byte order mark: %s', (_name, path, target, position, text) => {
    expect(found(`\uFEFF${BLOCK}`, path, target)).toEqual([position, text]);
  });

  test.each(BLOCK_CASES)('in the second document: %s', (_name, path, target, position, text) => {
    const down = position.replaceAll(/(\d+):/g, (_all, line) => `${Number(line) + 2}:`);
    expect(found(`a: 1\n--- # next\n${BLOCK}`, path, target, 1)).toEqual([down, text]);
  });
});

const ANCHORS = `base: &base
  x: 1
  deep: {w: [p, q]}
use: *base
merged:
  <<: *base
  own: 2
many:
  <<: [*base, {x: 9, z: 8}]
anchored: !!str &s text
again: *s
behind: {x: 5, <<: *base}
`;

describe('positions through anchors, aliases and merges are where the value was written', () => {
  test.each<Case>([
    ['through an alias', ['use', 'x'], 'value', '2:6-2:7', '1'],
    ['its key', ['use', 'x'], 'key', '2:3-2:4', 'x'],
    ['deeper', ['use', 'deep', 'w', 1], 'value', '3:17-3:18', 'q'],
    ['the alias itself', ['use'], 'value', '2:3-3:20', 'x: 1\n  deep: {w: [p, q]}'],
    ['the key of the alias stays', ['use'], 'key', '4:1-4:4', 'use'],
    ['through a merge', ['merged', 'x'], 'value', '2:6-2:7', '1'],
    ['beside a merge', ['merged', 'own'], 'value', '7:8-7:9', '2'],
    ['of merged mappings the first', ['many', 'x'], 'value', '2:6-2:7', '1'],
    ['the other one', ['many', 'z'], 'value', '9:25-9:26', '8'],
    ['tag and anchor are not part of the value', ['anchored'], 'value', '10:20-10:24', 'text'],
    ['an alias of a scalar', ['again'], 'value', '10:20-10:24', 'text'],
    ['a merge behind a key wins', ['behind', 'x'], 'value', '2:6-2:7', '1'],
  ])('%s', (_name, path, target, position, text) => {
    expect(found(ANCHORS, path, target)).toEqual([position, text]);
  });
});

describe('positions in other shapes of text', () => {
  test.each<readonly [string, string, JsonPath, Target, string, string]>([
    ['columns count UTF-16 units', 'é: "😀" \nk😀: [😀, x]', ['k😀', 1], 'value', '2:11-2:12', 'x'],
    ['a quoted astral value', 'é: "😀"', ['é'], 'value', '1:4-1:8', '"😀"'],
    ['JSON', '{\n\t"a": {\n\t\t"b": [1, "two"]\n\t}\n}', ['a', 'b', 1], 'value', '3:12-3:17', '"two"'],
    ['a pair in a list', '[a: 1, b]', [0, 'a'], 'value', '1:5-1:6', '1'],
    ['the pair itself has no brackets', '[a: 1, b]', [0], 'value', '1:2-1:6', 'a: 1'],
    ['a key alone in brackets', '{a, b: }', ['a'], 'value', '1:3-1:3', ''],
    ['a colon without value in brackets', '{a, b: }', ['b'], 'value', '1:7-1:7', ''],
    [
      'brackets end behind comments',
      'a: [1, # ]\n  2 # ]\n  , ]\nb: 1',
      ['a'],
      'value',
      '1:4-3:6',
      '[1, # ]\n  2 # ]\n  , ]',
    ],
    ['brackets without indentation', 'a:\n  b: [\n1,\n2\n]\n  c: 3', ['a', 'b', 1], 'value', '4:1-4:2', '2'],
    ['what stands behind them', 'a:\n  b: [\n1,\n2\n]\n  c: 3', ['a', 'c'], 'value', '6:6-6:7', '3'],
    ['an explicit key', '? a # c\n: 1\n? b\n', ['a'], 'value', '2:3-2:4', '1'],
    ['an explicit key without value', '? a # c\n: 1\n? b\n', ['b'], 'value', '3:4-3:4', ''],
    ['a value on the next line', 'a:\n  # c\n  b\n', ['a'], 'value', '3:3-3:4', 'b'],
    ['an empty item', 'a:\n- # c\n- x', ['a', 0], 'value', '2:2-2:2', ''],
    ['a tag without value', 'a: !!str\nb: 1', ['a'], 'value', '1:9-1:9', ''],
    [
      'a block text with an indentation of its own',
      'a: |2-\n   x\nb: 1',
      ['a'],
      'value',
      '1:4-2:5',
      '|2-\n   x',
    ],
    ['a block text without lines', 'a: |\nb: 1', ['a'], 'value', '1:4-1:5', '|'],
    ['the last of two keys', 'a: 1\na: 2', ['a'], 'value', '2:4-2:5', '2'],
    ['the key of the last of two keys', 'a: 1\na: 2', ['a'], 'key', '2:1-2:2', 'a'],
    ['a key that became a string', '0x10: a', ['16'], 'key', '1:1-1:5', '0x10'],
    ['__proto__', '__proto__:\n  a: 1', ['__proto__', 'a'], 'value', '2:6-2:7', '1'],
    ['what objects inherit is not there', 'a: 1', ['constructor'], 'value', '1:1-1:2', 'a'],
    ['a scalar document', '# c\ntext # c', [], 'value', '2:1-2:5', 'text'],
    ['an empty document', '# c\n', ['a'], 'value', '1:1-1:1', ''],
    ['a document that does not parse', 'a: [', ['a'], 'value', '1:1-1:1', ''],
    ['old line breaks', 'a: 1\rb: 2', ['b'], 'value', '2:4-2:5', '2'],
  ])('%s', (_name, source, path, target, position, text) => {
    expect(found(source, path, target)).toEqual([position, text]);
  });
});
