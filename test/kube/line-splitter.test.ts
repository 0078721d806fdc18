import { expect, test } from 'vitest';
import { LineSplitter } from '../../src/kube/list-watch/line-splitter.ts';

test.each([1, 2, 5, 100])('cuts a stream into its lines, in pieces of %i bytes', bytes => {
  const stream = Buffer.from('{"a":"ü"}\n\n{"b":2}\n{"c"');
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (let start = 0; start < stream.length; start += bytes) {
    lines.push(...splitter.write(stream.subarray(start, start + bytes)));
  }
  expect(lines).toEqual(['{"a":"ü"}', '', '{"b":2}']);
});

test('gives up on a line without an end', () => {
  const splitter = new LineSplitter();
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  expect(() => {
    for (let count = 0; count < 10; count += 1) splitter.write(megabyte);
  }).toThrow(SyntaxError);
});
