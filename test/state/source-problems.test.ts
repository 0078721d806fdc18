import { describe, expect, test } from 'vitest';
import { stateOf } from '../../src/state/file-state.ts';

/** `type line:column-endColumn detail`, one for each problem of a text. */
function problemsOf(text: string): readonly string[] {
  return stateOf([{ file: 'test.yaml', text }]).problems.map(
    ({ type, line, column, endColumn, detail, firstLine }) =>
      `${type} ${line}:${column}-${endColumn} ${detail}${firstLine === undefined ? '' : ` (first ${firstLine})`}`,
  );
}

const HEAD = 'apiVersion: v1\nkind: Foo\n';

describe('parse errors', () => {
  test.each([
    [
      'an entry that is not indented like the others',
      'a:\n  b: 1\n c: 2',
      'parse-error 3:2-4 the indentation of this entry does not fit the mapping it stands in',
    ],
    [
      'an item that is not',
      'a:\n  - b: 1\n   - c',
      'parse-error 3:4-5 the indentation of this entry does not fit the list it stands in',
    ],
    [
      'a colon in plain text',
      'a: b: c',
      'parse-error 1:5-6 a colon is not expected here; check the indentation, and quote text that holds ": "',
    ],
    [
      'a key below a value',
      'a: b\n  c: d',
      'parse-error 2:4-5 a colon is not expected here; check the indentation, and quote text that holds ": "',
    ],
    [
      'a space that is missing',
      'a:b\nc: d',
      'parse-error 2:2-3 a colon is not expected here; check the indentation, and quote text that holds ": "',
    ],
    ['a colon that is missing', 'a: 1\nb\nc: 2', 'parse-error 2:1-2 a colon is missing after this key'],
    [
      'a comma that is missing',
      'a: ["b" "c"]',
      'parse-error 1:9-12 a comma is missing before this, or a bracket before it is not closed',
    ],
    [
      'a bracket that is never closed is shown where it opens',
      'a: 1\nb:\n  c: [d, {e: f}\n',
      'parse-error 3:6-7 a bracket is not closed',
    ],
    [
      'so is a double quote',
      'a: "x"\nb: ["y", "it\\"s]\nc: d\n',
      'parse-error 2:10-11 a double quote is not closed',
    ],
    [
      'so is a single quote',
      "a: 'it''s'\nb: 'open\nc: d\n",
      'parse-error 2:4-5 a single quote is not closed',
    ],
    [
      'an escape',
      'a: "C:\\dir"',
      'parse-error 1:8-12 double quotes do not know this escape; write \\\\ for a backslash',
    ],
    [
      'a value that begins with a reserved sign',
      'a: @b',
      'parse-error 1:4-6 text cannot begin with "@"; quote it',
    ],
    ['a control character', 'a: x\u0007y', 'parse-error 1:5-7 a control character stands in the text'],
    ['an anchor that is not there', 'a: *b # c', 'parse-error 1:4-6 the anchor "b" is not defined above'],
    ['a directive', '%YAML 1.1\n---\na: 1', 'parse-error 1:9-10 kubectl does not read directives (%)'],
    [
      'text behind a separator',
      `${HEAD}--- # ok\n${HEAD}--- {a: b}\n${HEAD}`,
      'parse-error 6:5-11 only a comment may stand behind "---" on its line',
    ],
    ['an end marker at the start', '...\na: 1', 'parse-error 1:1-4 a document cannot begin with "..."'],
  ])('%s', (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('one document does not hide the others', () => {
    const { manifests, problems } = stateOf([
      { file: 'a.yaml', text: `${HEAD}x: [\n---\n${HEAD}x: 2\n---\n${HEAD}x: {\n` },
      { file: 'b.yaml', text: `${HEAD}x: 4\n` },
    ]);
    expect(manifests.map(({ file, index, object }) => [file, index, object['x']])).toEqual([
      ['a.yaml', 0, 2],
      ['b.yaml', 0, 4],
    ]);
    expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['a.yaml', 3, 4],
      ['a.yaml', 11, 4],
    ]);
  });
});

describe('tabs', () => {
  test.each([
    ['before a key', 'spec:\n\treplicas: 3', 2, 1],
    ['behind spaces', 'spec:\n  \treplicas: 3', 2, 3],
    ['before a dash', 'spec:\n\t- a', 2, 1],
    ['behind a dash', 'spec:\n  -\ta', 2, 4],
    ['with CRLF', 'spec:\r\n\treplicas: 3\r\n', 2, 1],
    ['in a blank line', 'spec: "x"\n\t\nb: 1', 2, 1],
    ['before a comment', 'spec: 1 # c\n\t# c\nb: 1', 2, 1],
    ['in the first line of a block text', 'a: |\n  \techo\n', 2, 3],
    ['before the indentation of a block text', 'a: |\n  x\n\t\n  y\n', 3, 1],
  ])('%s', (_name, text, line, column) => {
    expect(problemsOf(text).filter(problem => problem.startsWith('tab'))).toEqual([
      `tab-indentation ${line}:${column}-${column + 1} 1 line`,
    ]);
  });

  test('are reported once for all lines of a document', () => {
    expect(problemsOf('a:\n\tb: 1\n\tc:\n\t\td: 2\n---\ne:\n\tf: 1')).toEqual([
      'tab-indentation 2:1-2 3 lines',
      'tab-indentation 7:1-2 1 line',
    ]);
  });

  test.each([
    ['in brackets', 'a: {\n\tb: 1,\n\tc: [\n\t]\n}'],
    ['in JSON', '{\n\t"a": 1\n}'],
    ['in quotes', 'a: "x\n\ty"'],
    ['in a block text, behind its indentation', 'a: |\n  x\n  \ty\n'],
    ['behind a value', 'a: 1\t# c\nb:\t2'],
    ['in text', 'a: b\tc'],
    ['in a blank line behind plain text', 'a: b\n  \t\nc: d'],
  ])('are allowed %s', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('do not take the blame for other mistakes', () => {
    expect(problemsOf('a: |\n  x\n  \ty\nb: [\n')).toEqual(['parse-error 4:4-5 a bracket is not closed']);
  });
});

describe('keys that stand twice', () => {
  test('each is reported, with the line of the first', () => {
    expect(
      problemsOf(
        `${HEAD}metadata: {labels: {a: 1, b: 2, "a": 3}}\nkind: Bar\nspec:\n- x: 1\n  x: 2\nkind: Baz\n`,
      ),
    ).toEqual([
      'duplicate-key 3:33-36 a (first 3)',
      'duplicate-key 4:1-5 kind (first 2)',
      'duplicate-key 7:3-4 x (first 6)',
      'duplicate-key 8:1-5 kind (first 2)',
    ]);
  });

  test.each([
    ['merged keys are not', `${HEAD}a: &a {b: 1}\nc: {b: 2, <<: *a}\nd: {<<: *a, b: 3}\n`],
    ['two merges are not', `${HEAD}a: &a {b: 1}\nc:\n  <<: *a\n  <<: {b: 2}\n`],
    ['the same key in other mappings is not', `${HEAD}a: {b: 1}\nc: {b: 1}\n`],
    ['what objects inherit is not', `${HEAD}constructor: 1\n__proto__: 2\ntoString: 3\n`],
  ])('%s', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('__proto__ is a key like others', () => {
    expect(problemsOf(`${HEAD}__proto__: 1\n__proto__: 2\n`)).toEqual([
      'duplicate-key 4:1-10 __proto__ (first 3)',
    ]);
  });

  test('checking goes on with the last value', () => {
    const { manifests } = stateOf([{ file: 'a', text: 'kind: A\napiVersion: v1\nkind: B\n' }]);
    expect(manifests.map(({ object }) => object.kind)).toEqual(['B']);
  });
});

describe('end markers', () => {
  test.each([
    [
      'an ellipsis splits a manifest',
      `${HEAD}metadata:\n  name: a\n...\nspec:\n  x: 1\n`,
      ['document-end-marker 5:1-4 spec'],
    ],
    [
      'what follows may be wrong, kubectl does not read it',
      `${HEAD}...\n  [nonsense`,
      ['document-end-marker 3:1-4 [nonsense'],
    ],
    ['text behind the marker', `${HEAD}... more\n`, ['document-end-marker 3:1-4 more']],
    ['CRLF', `${HEAD.replaceAll('\n', '\r\n')}...\r\nspec: 1\r\n`, ['document-end-marker 3:1-4 spec']],
    ['at the end it is harmless', `${HEAD}...\n`, []],
    ['so are comments and further markers behind it', `${HEAD}... # c\n\n# d\n...\n`, []],
    ['before a separator too', `${HEAD}...\n---\n${HEAD}`, []],
    ['indented it is text', `${HEAD}a: |\n  ...\n  x\n`, []],
    ['longer it is text', `${HEAD}....: 1\n`, []],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('documents that are no manifests', () => {
  test.each([
    [
      'Helm values',
      'iomesh:\n  chunk:\n    dataCIDR: ""\noperator: {}\n',
      ['not-a-manifest 1:1-7 iomesh, operator'],
    ],
    [
      'a fragment',
      '# c\nprovisioner: x\nparameters: {a: b}\nmountOptions: []\nfoo: 1',
      ['not-a-manifest 2:1-12 provisioner, parameters, mountOptions'],
    ],
    ['a manifest without apiVersion', 'kind: Foo\nmetadata: {}', ['not-a-manifest 1:1-5 kind, metadata']],
    [
      'a manifest with an empty kind',
      'apiVersion: v1\nkind: ""\n',
      ['not-a-manifest 1:1-11 apiVersion, kind'],
    ],
    ['files of other tools', 'services:\n  web:\n    image: x\nvolumes: {}\n', []],
    ['a list', '- metadata', []],
    ['text', 'metadata', []],
    ['a List', 'apiVersion: v1\nkind: List\nitems: []', []],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('Helm templates', () => {
  test.each([
    [
      'values in a plain scalar',
      `${HEAD}metadata:\n  name: {{ .Release.Name }}-x\n`,
      'helm-template 4:9-28 {{ .Release.Name }}',
    ],
    [
      'values in quotes, which would parse',
      `${HEAD}a: "{{ .Values.a | quote }}"\n`,
      'helm-template 3:5-28 {{ .Values.a | quote }}',
    ],
    [
      'a helper',
      `${HEAD}a:\n  {{- include "x.labels" . | nindent 4 }}\n`,
      'helm-template 4:3-42 {{- include "x.labels" . | nindent 4 }}',
    ],
    [
      'a template of another tool that does not parse',
      `${HEAD}a: {{ name }}\n`,
      'helm-template 3:4-14 {{ name }}',
    ],
    ['a line of control flow', `{{ if true }}\n${HEAD}{{ end }}\n`, 'helm-template 1:1-14 {{ if true }}'],
  ])('%s: one problem for the file, which is not parsed', (_name, text, problem) => {
    const state = stateOf([{ file: 'x', text: `${text}---\nbad: [` }]);
    expect(problemsOf(`${text}---\nbad: [`)).toEqual([problem]);
    expect([state.manifests.length, state.counts.helmTemplates]).toEqual([0, 1]);
  });

  test.each([
    [
      'alerting rules are checked',
      `${HEAD}a: 'on {{ $labels.instance }}'\nb: |\n  {{ range .Alerts }}\n`,
      [],
    ],
    [
      'a mistake elsewhere is not theirs',
      `${HEAD}a: 'on {{ $labels.instance }}'\nb: [\n`,
      ['parse-error 4:4-5 a bracket is not closed'],
    ],
    ['nested brackets are no template', `${HEAD}a: [{b: {c: 1}}]`, []],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});
