import { expect, test } from 'vitest';
import { splitDocuments } from '../../src/state/split-documents.ts';

test.each([
  ['an empty file has no documents', '', []],
  ['one document without separator', 'a: 1\n', ['a: 1\n']],
  ['a separator alone opens an empty document', '---', ['']],
  ['a separator at the start opens the first', '---\na\n', ['a\n']],
  ['a separator behind a byte order mark too', '\uFEFF---\na', ['a']],
  ['every line that begins with --- separates', 'a\n---\nb\n---\n---\nc', ['a\n', 'b\n', '', 'c']],
  ['a comment may stand behind it', 'a\n--- # c\nb', ['a\n', 'b']],
  ['CRLF', 'a\r\n---\r\nb\r\n', ['a\r\n', 'b\r\n']],
  ['an indented --- is text', 'a: |\n  ---\nb: 1', ['a: |\n  ---\nb: 1']],
  ['a longer line separates as well', 'a\n----\nb', ['a\n', 'b']],
  [
    'JSON objects follow each other',
    '{"a": 1}\n{"b": 2}\n\n{"c": 3}',
    ['{"a": 1}\n', '{"b": 2}\n\n', '{"c": 3}'],
  ],
  ['JSON objects over several lines', '{\n}\n{\n}\n---\n{\n}', ['{\n}\n', '{\n}\n', '{\n}']],
  ['YAML lines in braces do not', 'a: {\n}\n{\n}', ['a: {\n}\n{\n}']],
])('%s', (_name, text, documents) => {
  expect(splitDocuments(text).map(({ start, end }) => text.slice(start, end))).toEqual(documents);
});

test.each([
  ['--- foo\na', 'foo'],
  ['a\n---  {a: b} \nb', '{a: b}'],
  ['a\n----\nb', '-'],
  ['a\n---b\n', 'b'],
])('what stands behind a separator is pointed at: %j', (text, stray) => {
  const strays = splitDocuments(text).map(
    slice => slice.stray && text.slice(slice.stray.start, slice.stray.end),
  );
  expect(strays.filter(found => found !== undefined)).toEqual([stray]);
});
