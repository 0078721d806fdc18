import { describe, expect, test } from 'vitest';
import { argumentsOf, outputPattern, run, shownCommands } from './console.ts';
import { DOCUMENTS, GUIDES } from './documents.ts';

const SHOWN = GUIDES.flatMap(document =>
  shownCommands(document).map(command => [`${document.path}: ${command.line}`, command] as const),
);

describe.each(SHOWN)('%s', (_name, { line, output, shownCode }) => {
  test('prints what the document shows', async () => {
    const args = argumentsOf(line);
    if (args === undefined) throw new Error('only calls of the program belong into console blocks; use sh');
    const { code, printed } = await run(args);
    expect(printed).toMatch(outputPattern(output));
    if (shownCode !== undefined) expect(code).toBe(shownCode);
  });
});

test('the first screen of the README runs the demo and the checker', () => {
  const lines = SHOWN.map(([name]) => name);
  expect(lines.slice(0, 2)).toEqual([
    'README.md: npm ci && npm run demo',
    'README.md: npm run -s stowage -- check examples/manifests --state examples/cluster',
  ]);
});

test('the README names the command of the tests', () => {
  const readme = DOCUMENTS.find(({ path }) => path === 'README.md');
  expect(readme?.text).toContain('`npm ci && npm test`');
});

describe('the pattern of shown output', () => {
  test.each([
    ['the same text', 'a\nb\n', 'a\nb\n', true],
    ['a line more', 'a\n', 'a\nb\n', false],
    ['cut lines', 'a\n…\nd\n', 'a\nb\nc\nd\n', true],
    ['nothing that was cut', '…\na\n', 'a\n', true],
    ['cut words', 'a … d\n', 'a b c d\n', true],
    ['cut words that are not on the line', 'a … d\n', 'a b\nc d\n', false],
    ['characters with a meaning in patterns', 'a+(b)\n', 'a+(b)\n', true],
  ])('%s', (_name, shown, printed, matches) => {
    expect(outputPattern(shown).test(printed)).toBe(matches);
  });
});
