import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/core/finding.ts';
import { stateOf } from '../../src/state/file-state.ts';
import { applyEdits } from '../../src/state/text-edit.ts';

/** Makes edits on the object of a text, by its index in the file; `reason` for each that was refused. */
function edited(text: string, edits: readonly Edit[], index = 0) {
  const state = stateOf([{ file: 'a.yaml', text }]);
  const manifest = state.manifests[index];
  const source = state.files.get('a.yaml')?.source;
  if (manifest === undefined || source === undefined) throw new Error(`no object ${index}`);
  const result = applyEdits(
    source,
    edits.map(edit => ({ manifest, edit })),
  );
  return { text: result.text, refused: result.refused.map(({ reason }) => reason) };
}

const HEAD = 'apiVersion: v1\nkind: Foo\n';

type Case = readonly [name: string, before: string, edit: Edit, after: string];

function expectEdits(cases: readonly Case[]): void {
  test.each(cases)('%s', (_name, before, edit, after) => {
    expect(edited(HEAD + before, [edit])).toEqual({ text: HEAD + after, refused: [] });
  });
}

function at(value: string | number | boolean): Edit {
  return { type: 'replace-value', path: ['a'], value };
}

describe('replace-value', () => {
  expectEdits([
    ['keeps double quotes', 'a: "ex4" # c\n', at('ext4'), 'a: "ext4" # c\n'],
    ['keeps single quotes', "a: 'ex4'\n", at("it's"), "a: 'it''s'\n"],
    ['keeps plain text plain', 'a:   Immediat\nb: 1\n', at('Immediate'), 'a:   Immediate\nb: 1\n'],
    ['quotes a number that becomes text', 'a: 1000 # c\n', at('1000'), 'a: "1000" # c\n'],
    ['quotes text that YAML reads as a boolean', 'a: x\n', at('yes'), 'a: "yes"\n'],
    ['quotes null', 'a: x\n', at('null'), 'a: "null"\n'],
    ['quotes an empty text', 'a: x\n', at(''), 'a: ""\n'],
    ['quotes a date', 'a: x\n', at('2026-01-01'), 'a: "2026-01-01"\n'],
    ['quotes a time', 'a: x\n', at('12:30'), 'a: "12:30"\n'],
    ['quotes text with a colon', 'a: x\n', at('b: c'), 'a: "b: c"\n'],
    ['quotes text that looks like a comment', 'a: x\n', at('b #c'), 'a: "b #c"\n'],
    ['escapes what cannot be printed', "a: 'x'\n", at('b\n\u0007'), 'a: "b\\n\\u0007"\n'],
    [
      'leaves an image plain',
      'a: x\n',
      at('registry.example.com:5000/app:1.2@sha256_x'),
      'a: registry.example.com:5000/app:1.2@sha256_x\n',
    ],
    ['writes numbers and booleans without quotes', 'a: "x"\n', at(1.5), 'a: 1.5\n'],
    ['writes a boolean', "a: 'true'\n", at(true), 'a: true\n'],
    ['fills in a value that is left out', 'a: # c\nb: 1\n', at('x'), 'a: x # c\nb: 1\n'],
    ['fills in null', 'a: ~\n', at('x'), 'a: x\n'],
    ['replaces a block text', 'a: |\n  x\n  y\n\n# c\nb: 1\n', at('z'), 'a: z\n\n# c\nb: 1\n'],
    ['replaces empty brackets', 'a: {} # c\n', at('{}'), 'a: "{}" # c\n'],
    ['keeps a tag that fits', 'a: !!str 1\n', at('2'), 'a: !!str "2"\n'],
    ['keeps an anchor that nobody uses', 'a: &x 1\n', at(2), 'a: &x 2\n'],
    [
      'in brackets',
      'a: ex4\nb: [{c: ex4}, x]\n',
      { type: 'replace-value', path: ['b', 0, 'c'], value: 'ext4' },
      'a: ex4\nb: [{c: ext4}, x]\n',
    ],
    [
      'of an item',
      'a:\n- x # c\n- y\n',
      { type: 'replace-value', path: ['a', 0], value: 'z' },
      'a:\n- z # c\n- y\n',
    ],
    ['of the last of two keys', 'a: 1\nb: 2\na: 3\n', at(4), 'a: 1\nb: 2\na: 4\n'],
  ]);
});

function to(key: string): Edit {
  return { type: 'rename-key', path: ['a'], key };
}

describe('rename-key', () => {
  expectEdits([
    [
      'keeps value and comment',
      'a : [1] # c\n',
      to('csi.storage.k8s.io/fstype'),
      'csi.storage.k8s.io/fstype : [1] # c\n',
    ],
    ['keeps quotes', '"a": 1\n', to('b'), '"b": 1\n'],
    ['quotes a key that would become a boolean', 'a: 1\n', to('on'), '"on": 1\n'],
    ['in brackets', 'x: {a: 1}\n', { type: 'rename-key', path: ['x', 'a'], key: 'b' }, 'x: {b: 1}\n'],
    ['of a block', 'a:\n  - x\nb: 1\n', to('c'), 'c:\n  - x\nb: 1\n'],
  ]);
});

function remove(...path: readonly (string | number)[]): Edit {
  return { type: 'remove', path };
}

describe('remove', () => {
  expectEdits([
    [
      'takes the line and the comment on it',
      '# before\na: 1 # c\n# after\nb: 2\n',
      remove('a'),
      '# before\n# after\nb: 2\n',
    ],
    ['takes a block', 'a:\n  b: 1\n  c:\n  - d\ne: 2\n', remove('a'), 'e: 2\n'],
    ['takes a block text', 'a: |\n  x\n\n  y\nb: 1\n', remove('a'), 'b: 1\n'],
    ['takes the last line of a file', 'a: 1\nb: 2', remove('b'), 'a: 1'],
    [
      'leaves brackets where nothing is left',
      'a: # c\n  b: 1\nd: 2\n',
      remove('a', 'b'),
      'a: # c\n  {}\nd: 2\n',
    ],
    ['behind the key where it can', 'a:\n  b: 1 # c\nd: 2\n', remove('a', 'b'), 'a: {} # c\nd: 2\n'],
    ['leaves an empty list', 'a:\n- b\nd: 2\n', remove('a', 0), 'a: []\nd: 2\n'],
    ['keeps the dash of an item', 'a:\n- b: 1 # c\n  d: 2\n', remove('a', 0, 'b'), 'a:\n- d: 2\n'],
    ['takes an item', 'a:\n  - b: 1\n    c: 2\n  - d\n', remove('a', 0), 'a:\n  - d\n'],
    ['takes the first in brackets', 'a: {b: 1, c: 2, d: 3}\n', remove('a', 'b'), 'a: {c: 2, d: 3}\n'],
    ['takes one between others', 'a: {b: 1, c: 2, d: 3}\n', remove('a', 'c'), 'a: {b: 1, d: 3}\n'],
    ['takes the last', 'a: [b, c]\n', remove('a', 1), 'a: [b]\n'],
    ['takes the only one', 'a: [b]\n', remove('a', 0), 'a: []\n'],
    ['an alias', 'a: &x 1\nb: *x\nc: 2\n', remove('b'), 'a: &x 1\nc: 2\n'],
  ]);
});

function add(path: readonly (string | number)[], value: string | number | boolean): Edit {
  return { type: 'add', path, value };
}

describe('add', () => {
  expectEdits([
    [
      'comes last, in the indentation of the others',
      'a:\n    b: 1 # c\n# d\ne: 2\n',
      add(['a', 'f'], 'x'),
      'a:\n    b: 1 # c\n    f: x\n# d\ne: 2\n',
    ],
    ['at the root', 'a: 1\n', add(['b'], true), 'a: 1\nb: true\n'],
    ['at the end of a file without line break', 'a: 1', add(['b'], 2), 'a: 1\nb: 2'],
    ['below a block text', 'a: |\n  x\n\nb: |-\n  z', add(['c'], 2), 'a: |\n  x\n\nb: |-\n  z\nc: 2'],
    ['into an item', 'a:\n- - b: 1\n', add(['a', 0, 0, 'c'], 2), 'a:\n- - b: 1\n    c: 2\n'],
    ['into brackets', 'a: {b: 1}\n', add(['a', 'c'], 'x'), 'a: {b: 1, c: x}\n'],
    ['into empty brackets', 'a: { }\n', add(['a', 'c'], 'x'), 'a: {c: x}\n'],
    [
      'into brackets over lines',
      'a: {\n  b: 1 # c\n}\n',
      add(['a', 'd'], 2),
      'a: {\n  b: 1,\n  d: 2 # c\n}\n',
    ],
    ['under a key without value', 'a: # c\nb: 1\n', add(['a', 'd'], 2), 'a: # c\n  d: 2\nb: 1\n'],
    ['under null', 'a: ~ # c\n', add(['a', 'd'], 2), 'a: {d: 2} # c\n'],
    ['makes the mappings on the way', 'a: 1\n', add(['m', 'p', 'o'], 'x'), 'a: 1\nm:\n  p:\n    o: x\n'],
    ['makes them in brackets', 'a: {b: 1}\n', add(['a', 'p', 'o'], 'x'), 'a: {b: 1, p: {o: x}}\n'],
    ['quotes what needs it', 'a: 1\n', add(['yes'], 'no'), 'a: 1\n"yes": "no"\n'],
    ['under __proto__', 'a: 1\n', add(['__proto__', 'b'], 2), 'a: 1\n__proto__:\n  b: 2\n'],
  ]);
});

function move(path: readonly string[], target: readonly string[]): Edit {
  return { type: 'move', path, to: target };
}

describe('move', () => {
  expectEdits([
    [
      'keeps the value as it is written, and its comment',
      'a:\n  b: "x" # c\n  d: 1\ne: 2\n',
      move(['a', 'b'], ['b']),
      'a:\n  d: 1\ne: 2\nb: "x" # c\n',
    ],
    ['leaves brackets where nothing is left', 'a:\n  b: 0x10\n', move(['a', 'b'], ['b']), 'a: {}\nb: 0x10\n'],
    ['from the end to the end', 'a:\n  d: 1\n  b: x\n', move(['a', 'b'], ['b']), 'a:\n  d: 1\nb: x\n'],
    ['the same without a line break', 'a:\n  d: 1\n  b: x', move(['a', 'b'], ['b']), 'a:\n  d: 1\nb: x'],
    [
      'indents a block anew',
      'a:\n- b\n# c\n- d: |\n    e\nf:\n    g: 1\n',
      move(['a'], ['f', 'h']),
      'f:\n    g: 1\n    h:\n    - b\n    # c\n    - d: |\n        e\n',
    ],
    [
      'makes the mappings on the way',
      'a: [1]\nb:\n  c: 1\n',
      move(['a'], ['b', 'd', 'e']),
      'b:\n  c: 1\n  d:\n    e: [1]\n',
    ],
    ['into brackets', 'a: x\nb: {c: 1}\n', move(['a'], ['b', 'a']), 'b: {c: 1, a: x}\n'],
    ['out of brackets', 'b: {c: 1, a: "x"} # d\n', move(['b', 'a'], ['a']), 'b: {c: 1} # d\na: "x"\n'],
    ['may rename', 'a: 1\nb:\n  c: 1\n', move(['a'], ['b', 'no']), 'b:\n  c: 1\n  "no": 1\n'],
  ]);
});

describe('what stays', () => {
  test('CRLF', () => {
    const text = 'apiVersion: v1\r\nkind: Foo\r\na: 1 # c\r\nb:\r\n  c: 2\r\n';
    const edits: readonly Edit[] = [
      { type: 'remove', path: ['a'] },
      { type: 'add', path: ['b', 'd', 'e'], value: 'x' },
    ];
    expect(edited(text, edits)).toEqual({
      text: 'apiVersion: v1\r\nkind: Foo\r\nb:\r\n  c: 2\r\n  d:\r\n    e: x\r\n',
      refused: [],
    });
  });

  test('a byte order mark, other documents, and what is wrong with them', () => {
    const text = `\uFEFFa: [\n--- # next\n${HEAD}a: "ex4"\n---\nb: {`;
    const { text: after } = edited(text, [{ type: 'replace-value', path: ['a'], value: 'ext4' }]);
    expect(after).toBe(text.replace('ex4', 'ext4'));
  });

  test('the double quotes of JSON', () => {
    const text = '{\n  "apiVersion": "v1",\n  "kind": "Foo",\n  "a": 1,\n  "b": {}\n}\n';
    const edits: readonly Edit[] = [
      { type: 'replace-value', path: ['a'], value: 'one' },
      { type: 'add', path: ['b', 'c', 'd'], value: 'x' },
      { type: 'add', path: ['e'], value: false },
    ];
    const { text: after, refused } = edited(text, edits);
    expect(after).toBe(
      '{\n  "apiVersion": "v1",\n  "kind": "Foo",\n  "a": "one",\n  "b": {"c": {"d": "x"}},\n  "e": false\n}\n',
    );
    expect([JSON.parse(after).b, refused]).toEqual([{ c: { d: 'x' } }, []]);
  });

  test('the other items of a List', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- apiVersion: v1\n  kind: B\n  x: 1 # c\n';
    const edits: readonly Edit[] = [
      { type: 'move', path: ['x'], to: ['spec', 'x'] },
      { type: 'rename-key', path: ['kind'], key: 'type' },
    ];
    expect(edited(text, edits, 1)).toEqual({
      text: text.replace('  kind: B\n  x: 1 # c\n', '  type: B\n  spec:\n    x: 1 # c\n'),
      refused: [],
    });
  });

  test('the namespace that lookups add is not written', () => {
    const edit: Edit = { type: 'add', path: ['metadata', 'namespace'], value: 'x' };
    expect(edited(`${HEAD}metadata: {name: a}\n`, [edit]).text).toBe(
      `${HEAD}metadata: {name: a, namespace: x}\n`,
    );
  });
});

describe('refused', () => {
  const ALIASES = `${HEAD}a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\nf: &s 1\ng: *s\n`;
  test.each<readonly [string, string, Edit, string]>([
    [
      'what an alias brings',
      ALIASES,
      { type: 'replace-value', path: ['c', 'b'], value: 2 },
      'the value comes from an alias',
    ],
    [
      'an alias itself',
      ALIASES,
      { type: 'replace-value', path: ['g'], value: 2 },
      'the value comes from an alias',
    ],
    [
      'what a merge brings',
      ALIASES,
      { type: 'remove', path: ['d', 'b'] },
      'the value comes from a merge (<<)',
    ],
    [
      'an anchored value that others use',
      ALIASES,
      { type: 'replace-value', path: ['f'], value: 2 },
      'the text would not mean what is intended',
    ],
    [
      'the anchor of an alias',
      ALIASES,
      { type: 'remove', path: ['f'] },
      'the text would not mean what is intended',
    ],
    [
      'one of two keys',
      `${HEAD}a: 1\na: 2\n`,
      { type: 'remove', path: ['a'] },
      'the text would not mean what is intended',
    ],
    ['what is not there', HEAD, { type: 'remove', path: ['nope', 'x'] }, 'the place is not in the text'],
    ['what is there already', HEAD, { type: 'add', path: ['kind'], value: 'x' }, 'it is there already'],
    [
      'a new name that is taken',
      HEAD,
      { type: 'rename-key', path: ['kind'], key: 'apiVersion' },
      '"apiVersion" is there already',
    ],
    [
      'a move to where something is',
      HEAD,
      { type: 'move', path: ['kind'], to: ['apiVersion'] },
      'it is there already',
    ],
    [
      'a move into itself',
      `${HEAD}a: {b: 1}\n`,
      { type: 'move', path: ['a'], to: ['a', 'c'] },
      'the text would not mean what is intended',
    ],
    [
      'an entry of text',
      HEAD,
      { type: 'add', path: ['kind', 'x'], value: 1 },
      'what it would stand in is no mapping',
    ],
    [
      'a new item',
      `${HEAD}a: [1]\n`,
      { type: 'add', path: ['a', 1], value: 1 },
      'items are not added to lists',
    ],
    [
      'a tag that does not fit',
      `${HEAD}a: !!int 1\n`,
      { type: 'replace-value', path: ['a'], value: 'x' },
      'the text would not mean what is intended',
    ],
    [
      'a block',
      `${HEAD}a:\n  b: 1\n`,
      { type: 'replace-value', path: ['a'], value: 'x' },
      'the value spans several lines',
    ],
    [
      'a block that does not fit into brackets',
      `${HEAD}a:\n  b: 1\nc: {d: 1}\n`,
      { type: 'move', path: ['a'], to: ['c', 'a'] },
      'the value does not fit into brackets',
    ],
    [
      'a comment in a block that would go',
      `${HEAD}a:\n  # c\n  b: 1\n`,
      { type: 'remove', path: ['a'] },
      'a comment would be lost',
    ],
    [
      'a comment behind a dash',
      `${HEAD}a:\n- b: 1\n  # c\n  d: 2\n`,
      { type: 'remove', path: ['a', 0, 'b'] },
      'a comment would be lost',
    ],
    [
      'a comment in brackets',
      `${HEAD}a: [b, # c\n  d]\n`,
      { type: 'remove', path: ['a', 0] },
      'a comment would be lost',
    ],
    ['the whole document', HEAD, { type: 'remove', path: [] }, 'the document itself cannot be removed'],
  ])('%s', (_name, text, edit, reason) => {
    expect(edited(text, [edit])).toEqual({ text, refused: [reason] });
  });

  test('the second of two edits of the same text, the others are made', () => {
    const edits: readonly Edit[] = [
      { type: 'replace-value', path: ['a'], value: 'x' },
      { type: 'remove', path: ['a'] },
      { type: 'rename-key', path: ['b'], key: 'c' },
      { type: 'add', path: ['d'], value: 1 },
      { type: 'add', path: ['e'], value: 2 },
    ];
    expect(edited(`${HEAD}a: 1\nb: 2\n`, edits)).toEqual({
      text: `${HEAD}a: x\nc: 2\nd: 1\ne: 2\n`,
      refused: ['it touches the same text as another change'],
    });
  });

  test('only the edit that would mean something else', () => {
    const edits: readonly Edit[] = [
      { type: 'replace-value', path: ['f'], value: 2 },
      { type: 'add', path: ['h'], value: 3 },
    ];
    expect(edited(ALIASES, edits)).toEqual({
      text: `${ALIASES}h: 3\n`,
      refused: ['the text would not mean what is intended'],
    });
  });
});

test('no edits change nothing', () => {
  expect(edited(HEAD, [])).toEqual({ text: HEAD, refused: [] });
});
