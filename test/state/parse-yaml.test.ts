import { expect, test } from 'vitest';
import { parseYaml } from '../../src/state/parse-yaml.ts';

test.each([
  ['a mapping', 'matchLabels:\n  driveType: SSD\n', { value: { matchLabels: { driveType: 'SSD' } } }],
  ['JSON', '{"a": [1]}', { value: { a: [1] } }],
  ['text without content', ' # c\n', { value: null }],
  ['the meaning that manifests have', 'a: yes\nb: 0777', { value: { a: true, b: 511 } }],
  ['the first of several documents', 'a: 1\n---\nb: 2', { value: { a: 1 } }],
  ['a mistake, with its line', 'a: 1\nb: [', { error: 'line 2: a bracket is not closed' }],
  ['an unknown alias', 'a: *b', { error: 'line 1: the anchor "b" is not defined above' }],
  ['nesting beyond the limit', '['.repeat(100), { error: 'line 1: it nests deeper than 64 levels' }],
  ['control characters', 'a: \u0000', { error: 'line 1: a control character stands in the text' }],
])('%s', (_name, text, expected) => {
  expect(parseYaml(text)).toEqual(expected);
});
