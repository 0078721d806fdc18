import { describe, expect, test } from 'vitest';
import { readYaml } from '../../src/state/read-yaml.ts';
import { YamlFailure } from '../../src/state/yaml-failure.ts';

const valueOf = (text: string) => readYaml(text).value;

function failureOf(text: string): YamlFailure {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof YamlFailure) return error;
    throw error;
  }
  throw new Error('the text was read');
}

function nested(levels: number, inner = ''): string {
  return '['.repeat(levels) + inner + ']'.repeat(levels);
}

describe('readYaml gives the JSON value that kubectl makes', () => {
  test.each([
    ['a text without content is null', '', null],
    ['comments alone are null', '# a\n\n  # b\n', null],
    ['a byte order mark is no content', '\uFEFFa: 1', { a: 1 }],
    [
      'CRLF is a line break',
      'a: 1\r\nb: |\r\n  x\r\n  y\r\nc: "p\r\n  q"\r\n',
      { a: 1, b: 'x\ny\n', c: 'p q' },
    ],
    [
      'quotes make text',
      `a: "1"\nb: 'yes'\nc: 'it''s'\nd: "\\u00e9\\n"`,
      { a: '1', b: 'yes', c: "it's", d: 'é\n' },
    ],
    [
      'block texts are folded and chomped',
      'a: |-\n  x\nb: >\n  p\n  q\n\n  r\nc: |+\n  k\n\n',
      { a: 'x', b: 'p q\nr\n', c: 'k\n\n' },
    ],
    ['nothing is null', 'a:\nb: ~\nc: [~]\nd:\n  -\n', { a: null, b: null, c: [null], d: [null] }],
    [
      'JSON',
      '{"a": [1, 2.5, "x\\/y"], "b": {"c": null, "d": true}}',
      { a: [1, 2.5, 'x/y'], b: { c: null, d: true } },
    ],
    ['JSON with comments and tabs', '{\n\t"a": 1, ## note\n\t"b": [\n\t]\n}\n', { a: 1, b: [] }],
    [
      'an anchor and its aliases',
      'a: &x {b: 1}\nc: *x\nd: [*x]',
      { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] },
    ],
    ['an anchor of a key', '&k a: 1\nb: *k', { a: 1, b: 'a' }],
    ['an alias as a key', 'a: &k x\n*k : 1', { a: 'x', x: 1 }],
    ['the last anchor of a name', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['the inner one of two anchors of a name', 'a: &x [&x 1]\nc: *x', { a: [1], c: 1 }],
    ['a merge', 'a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    ['a merge behind a key wins', 'a: &x {b: 1}\nd: {b: 5, <<: *x}', { a: { b: 1 }, d: { b: 1 } }],
    [
      'of merged mappings the first wins',
      'd: {<<: [{a: 1, b: 1}, {a: 2, c: 2}], c: 3}',
      { d: { a: 1, b: 1, c: 3 } },
    ],
    ['a merge with its tag', 'd: {!!merge <<: {b: 1}}', { d: { b: 1 } }],
    ['a quoted << is a key', 'd: {"<<": {b: 1}}', { d: { '<<': { b: 1 } } }],
    [
      'keys become strings',
      '1: a\ntrue: b\n1.10: c\n0x10: d\n1e6: e\nyes_: f',
      { 1: 'a', true: 'b', 1.1: 'c', 16: 'd', '1e+06': 'e', yes_: 'f' },
    ],
    ['a key y is true', 'y: 1', { true: 1 }],
    ['the last of two keys wins', 'a: 1\na: 2', { a: 2 }],
    [
      'tags',
      'a: !!int "12"\nb: !!str 12\nc: !!float 1\nd: !!bool yes\ne: !!null ~\nf: !!binary aGVsbG8=\ng: !!timestamp 2001-12-14',
      { a: 12, b: '12', c: 1, d: true, e: null, f: 'hello', g: '2001-12-14' },
    ],
    [
      'tags of other makers leave text',
      'a: !foo 12\nb: ! 12\nc: !!str\nd: !!set {x, z}\ne: !<tag:yaml.org,2002:int> 7',
      { a: '12', b: '12', c: '', d: { x: null, z: null }, e: 7 },
    ],
    [
      'brackets need no indentation',
      'a:\n  b: {\n"c": [1,\n2 # x ]\n],\n"d": "e\nf"\n}\n  g: 3',
      { a: { b: { c: [1, 2], d: 'e f' }, g: 3 } },
    ],
    [
      'tabs stand between signs in brackets',
      'a:\n  b: [1,\t2]\n  c:\t[x,\t"p\tq"]',
      { a: { b: [1, 2], c: ['x', 'p\tq'] } },
    ],
  ])('%s', (_name, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test('keys that JavaScript gives a meaning are data', () => {
    const value = valueOf('__proto__: {polluted: 1}\nconstructor: 2\nm: {<<: {__proto__: 3}}\ntoString: 4');
    expect(Object.entries(value ?? {})).toEqual([
      ['__proto__', { polluted: 1 }],
      ['constructor', 2],
      ['m', expect.anything()],
      ['toString', 4],
    ]);
    expect(Object.hasOwn(Object(Object.entries(value ?? {})[2]?.[1]), '__proto__')).toBe(true);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('readYaml refuses what kubectl refuses', () => {
  test.each([
    ['an unknown anchor', 'a: *nope', 'the anchor "nope" is not defined above', 3, 8],
    ['an anchor that contains itself', 'a: &x [*x]', 'the anchor "x" contains itself', 7, 9],
    [
      'a merge of a list',
      'l: &l [{a: 1}]\nm: {<<: *l}',
      '"<<" takes a mapping or a list of mappings',
      23,
      23,
    ],
    ['a merge of null', 'm: {<<: ~}', '"<<" takes a mapping or a list of mappings', 8, 8],
    ['a mapping as a key', '? {a: b}\n: c', 'a key must be text, not a mapping or a list', 2, 2],
    ['null as a key', '~: 1', 'a key cannot be ~; quote it', 0, 1],
    [
      'an integer beyond 64 bits as a key',
      '18446744073709551615: 1',
      'a key cannot be 18446744073709551615; quote it',
      0,
      20,
    ],
    ['a tag that does not fit', 'a: !!int foo', '"foo" is not of the type that its tag !!int demands', 9, 12],
    ['bad base64', 'a: !!binary "?"', '"?" is not of the type that its tag !!binary demands', 13, 14],
    ['infinity', 'a: [.inf]', 'the number .inf cannot be written in JSON; quote it', 4, 8],
    [
      'control characters, even in comments',
      '# \u0007\na: 1',
      'a control character stands in the text',
      2,
      3,
    ],
  ])('%s', (_name, text, reason, start, end) => {
    const failure = failureOf(text);
    expect([failure.type, failure.message, failure.start, failure.end]).toEqual([
      'parse',
      reason,
      start,
      end,
    ]);
  });

  test('aliases that blow the document up', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [last, next] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(pair => pair.split(''))) {
      lines.push(`${next}: &${next} [${Array.from({ length: 9 }, () => `*${last}`).join(', ')}]`);
    }
    expect(failureOf(lines.join('\n')).message).toBe('the document is mostly repeated aliases');
  });

  test.each([
    ['brackets', '['.repeat(10_000)],
    ['block lists', '- '.repeat(10_000)],
    ['block mappings', Array.from({ length: 200 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
    ['brackets without end', '{a: '.repeat(10_000)],
    ['an anchored value', `&a ${'['.repeat(65)}${']'.repeat(65)}`],
  ])('nesting beyond 64 levels: %s', (_name, text) => {
    expect(failureOf(text)).toMatchObject({ type: 'limit', message: 'it nests deeper than 64 levels' });
  });

  test('64 levels are read, also through aliases, 65 are not', () => {
    expect(JSON.stringify(valueOf(nested(64)))).toBe(nested(64));
    expect(JSON.stringify(valueOf(`[&a ${nested(30)}, ${nested(33, '*a')}]`))).toBe(
      `[${nested(30)},${nested(63)}]`,
    );
    expect(failureOf(`[&a ${nested(30)}, ${nested(34, '*a')}]`).type).toBe('limit');
  });
});
