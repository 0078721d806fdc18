import { describe, expect, test } from 'vitest';
import { stateOf } from '../../src/state/file-state.ts';

function read(text: string) {
  const state = stateOf([{ file: 'a.yaml', text }]);
  return { suppressions: state.files.get('a.yaml')?.suppressions ?? [], problems: state.problems };
}

const HEAD = 'apiVersion: v1\nkind: Foo\n';

describe('suppressions', () => {
  test('take back findings of their own line', () => {
    const { suppressions } = read(`${HEAD}a: 1 # stowage:ignore some-rule -- we know\n`);
    expect(suppressions).toEqual([
      { line: 3, column: 6, endColumn: 43, rules: ['some-rule'], reason: 'we know', appliesToLine: 3 },
    ]);
  });

  test.each([
    ['of the line below when they stand alone', `${HEAD}# stowage:ignore r -- why\na: 1\n`, 3, 4],
    [
      'past blank lines and other comments',
      `${HEAD}a:\n  # stowage:ignore r -- why\n\n  # more\n  b: 1\n`,
      4,
      7,
    ],
    ['with CRLF', `${HEAD}a:\r\n  # stowage:ignore r -- why\r\n  b: 1\r\n`, 4, 5],
    ['of their own line at the end of a file', `${HEAD}# stowage:ignore r -- why`, 3, 3],
    ['in a document that does not parse', `${HEAD}b: [\n---\n# stowage:ignore r -- why\n${HEAD}`, 5, 6],
  ])('take back findings %s', (_name, text, line, appliesToLine) => {
    expect(read(text).suppressions).toMatchObject([{ line, appliesToLine, rules: ['r'], reason: 'why' }]);
  });

  test('name several rules and keep the whole reason', () => {
    const { suppressions } = read(`${HEAD}#stowage:ignore  a-b,c-d , e-*  --  because -- really # yes\nx: 1`);
    expect(suppressions).toMatchObject([{ rules: ['a-b', 'c-d', 'e-*'], reason: 'because -- really # yes' }]);
  });

  test('may stand above each other', () => {
    const { suppressions } = read(`${HEAD}# stowage:ignore a -- one\n# stowage:ignore b -- two\nx: 1`);
    expect(suppressions.map(({ rules, appliesToLine }) => [rules, appliesToLine])).toEqual([
      [['a'], 5],
      [['b'], 5],
    ]);
  });

  test.each([
    ['in a block text', `${HEAD}a: |\n  # stowage:ignore r -- why\n  x\n`],
    ['in quotes', `${HEAD}a: "x\n  # stowage:ignore r -- why\n  y"\nb: ' # stowage:ignore r -- why'\n`],
    ['without a space before the sign', `${HEAD}a: x# stowage:ignore r -- why\n`],
    ['of another name', `${HEAD}# stowage:ignore-file r -- why\na: 1`],
  ])('are none %s', (_name, text) => {
    expect(read(text)).toEqual({ suppressions: [], problems: [] });
  });

  test.each([
    ['# stowage:ignore some-rule', 'it gives no reason'],
    ['# stowage:ignore some-rule --', 'it gives no reason'],
    ['# stowage:ignore some-rule because', 'it gives no reason'],
    ['# stowage:ignore -- because', 'it names no rule'],
    ['# stowage:ignore', 'it names no rule'],
  ])('are not valid and take back nothing: %s', (comment, detail) => {
    const { suppressions, problems } = read(`${HEAD}a: 1 ${comment}\n`);
    expect(suppressions).toEqual([]);
    expect(problems).toEqual([
      {
        file: 'a.yaml',
        type: 'invalid-suppression',
        line: 3,
        column: 6,
        endColumn: 6 + comment.length,
        detail,
      },
    ]);
  });
});
