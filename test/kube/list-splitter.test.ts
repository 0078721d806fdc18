import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.ts';
import { ListSplitter } from '../../src/kube/list-watch/list-splitter.ts';

function split(text: string, chunkBytes = text.length * 4): { items: unknown[]; envelope: JsonValue } {
  const splitter = new ListSplitter();
  const items: unknown[] = [];
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    splitter.write(bytes.subarray(start, start + chunkBytes), item => void items.push(JSON.parse(item)));
  }
  return { items, envelope: splitter.end() };
}

describe('ListSplitter', () => {
  const list = {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: '7', continue: '', extra: [{ items: [1] }] },
    items: [
      { metadata: { name: 'a', annotations: { text: '{"items":[{]}\\"' } } },
      { metadata: { name: 'ü€😀' }, items: [{ items: [] }] },
      {},
    ],
    after: { items: [2] },
  };

  test.each([1, 2, 3, 7, 64, 4096])('hands out items and keeps the rest, in pieces of %i bytes', bytes => {
    const { items, envelope } = split(JSON.stringify(list), bytes);
    expect(items).toEqual(list.items);
    expect(envelope).toEqual({ ...list, items: [] });
  });

  test('reads a list with line breaks and spaces', () => {
    expect(split(JSON.stringify(list, null, 2), 5).items).toEqual(list.items);
  });

  test.each([
    ['no items', { metadata: {}, items: [] }],
    ['items that are null', { metadata: {}, items: null }],
    ['no member items', { metadata: {} }],
  ])('finds nothing in a list with %s', (_what, empty) => {
    const { items, envelope } = split(JSON.stringify(empty), 3);
    expect(items).toEqual([]);
    expect(envelope).toEqual(empty);
  });

  test.each([
    ['breaks off inside an item', '{"items":[{"a":1},{"b"'],
    ['breaks off between items', '{"items":[{"a":1},'],
    ['breaks off inside a string', '{"items":[],"metadata":{"resourceVersion":"1'],
    ['is empty', ''],
    ['is no JSON', '<html>'],
  ])('refuses a list that %s', (_what, text) => {
    expect(() => split(text, 4)).toThrow(SyntaxError);
  });

  test('hands out the same items however the bytes are cut', () => {
    const item = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ depthSize: 'small' }), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (made, bytes) => {
        const text = JSON.stringify({ metadata: { resourceVersion: '1' }, items: made });
        expect(split(text, bytes).items).toEqual((JSON.parse(text) as { items: unknown[] }).items);
      }),
      { numRuns: 100 },
    );
  });
});
