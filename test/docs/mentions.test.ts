import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { ALL_RULES } from '../../src/hooks/all-rules.ts';
import { codeOf, DOCUMENTS, ROOT } from './documents.ts';

const RULES = new Set(ALL_RULES.map(({ id }) => id));
const FAMILIES = [...new Set(ALL_RULES.map(({ id }) => id.split('-')[0]))].join('|');
/** What looks like the id of a rule: three words or more, the first one that of a family of rules. */
const RULE_LIKE = new RegExp(`(?<![\\w./-])(?:${FAMILIES})(?:-[a-z0-9]+){2,}(?![\\w./-])`, 'g');
/** Where only the id of a rule can stand. */
const RULE_PLACES = [
  /stowage:ignore ([a-z0-9-]+)/g,
  /stowage\.dev\/ignore\.([a-z0-9-]+)/g,
  /stowage explain ([a-z0-9-]+)/g,
  /rules\/([a-z0-9-]+)\.md/g,
  /\brule: ([a-z0-9-]+)[,\s]/g,
];

/** Names of objects in the examples look like ids of rules too. */
const EXAMPLES = readdirSync(join(ROOT, 'examples'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

const silent = { write: () => undefined, isTTY: false, columns: 80 };
const PROGRAM = buildProgram(
  {
    args: [],
    command: 'stowage',
    variables: {},
    cwd: ROOT,
    readStdin: async () => await Promise.resolve(''),
    stdout: silent,
    stderr: silent,
    now: () => new Date(0),
  },
  () => undefined,
);

function flagsOf(command: Command): readonly string[] {
  return ['--help', ...command.options.flatMap(({ long }) => long ?? [])];
}

function flagsBelow(command: Command): readonly string[] {
  return [...flagsOf(command), ...command.commands.flatMap(flagsBelow)];
}

const ALL_FLAGS = new Set(flagsBelow(PROGRAM));

const FLAG = /(?<![\w-])--[a-z][a-z-]*/g;
const OTHER_PROGRAM = /(?:^|[\s|])(?:curl|helm|kubectl (?!stowage)|npm (?!run -s stowage)|kustomize|git)\b/;
/** A call of the program: the words of its command, and the rest up to the next program. */
const CALL = /(?:^|\s)(?:npm run -s stowage --|stowage)((?: [a-z]+)*)(?=\s|$)([^|]*)/;

/** The command that the first words of a call name; a word that is none ends them, but must not be the first one. */
function commandOf(words: readonly string[]): Command | undefined {
  let command = PROGRAM;
  for (const word of words) {
    const next: Command | undefined = command.commands.find(candidate => candidate.name() === word);
    if (next === undefined) return command === PROGRAM ? undefined : command;
    command = next;
  }
  return command;
}

/** What is wrong with a line that calls the program; `undefined` when nothing is. */
function callMistake(line: string): string | undefined {
  const [, words = '', rest = ''] = CALL.exec(line) ?? [];
  const command = commandOf(words.split(' ').filter(word => word !== ''));
  if (command === undefined) return `${line}: no such command`;
  const known = command === PROGRAM ? ALL_FLAGS : new Set([...flagsOf(PROGRAM), ...flagsOf(command)]);
  const unknown = (rest.match(FLAG) ?? []).filter(flag => !known.has(flag));
  return unknown.length === 0 ? undefined : `${line}: no flag ${unknown.join(', ')}`;
}

/** The pages of the rules are made of the rules themselves and their examples. */
const WRITTEN = DOCUMENTS.filter(({ path }) => !path.startsWith('docs/rules/'));

describe.each(WRITTEN.map(document => [document.path, document] as const))('%s', (_path, document) => {
  test('names only rules that exist', () => {
    const places = RULE_PLACES.flatMap(place => [...document.text.matchAll(place)].map(([, id = '']) => id));
    const alike = codeOf(document).flatMap(code => code.match(RULE_LIKE) ?? []);
    const named = [...places, ...alike.filter(id => !EXAMPLES.includes(id))];
    expect(named.filter(id => !RULES.has(id))).toEqual([]);
  });

  test('shows only commands and flags that exist', () => {
    const calls = codeOf(document).filter(code => CALL.test(code));
    expect(calls.flatMap(line => callMistake(line) ?? [])).toEqual([]);
  });

  test('mentions only flags that exist', () => {
    const mentioned = codeOf(document)
      .filter(code => !OTHER_PROGRAM.test(code))
      .flatMap(code => code.match(FLAG) ?? []);
    expect(mentioned.filter(flag => !ALL_FLAGS.has(flag))).toEqual([]);
  });
});
