import { describe, expect, test } from 'vitest';
import { readWatchEvent } from '../../src/kube/list-watch/watch-event.ts';

const POD = { metadata: { name: 'web', resourceVersion: '5' } };

describe('readWatchEvent', () => {
  test.each([
    ['ADDED', 'put'],
    ['MODIFIED', 'put'],
    ['DELETED', 'gone'],
  ])('reads %s', (type, expected) => {
    const line = JSON.stringify({ type, object: POD });
    expect(readWatchEvent(line)).toEqual({ type: expected, object: POD, version: '5' });
  });

  test('reads a bookmark', () => {
    const line = '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}';
    expect(readWatchEvent(line)).toEqual({ type: 'bookmark', version: '9' });
  });

  test.each([
    ['its code', '{"type":"ERROR","object":{"code":410}}', 410],
    ['500 without a code', '{"type":"ERROR","object":{}}', 500],
  ])('reads an error with %s', (_what, line, status) => {
    expect(readWatchEvent(line)).toMatchObject({ type: 'error', status });
  });

  test.each([
    ['garbage', 'ox%&"'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['an event without an object', '{"type":"ADDED"}'],
    ['an object without a version', '{"type":"ADDED","object":{"metadata":{"name":"web"}}}'],
    ['an object without a name', '{"type":"ADDED","object":{"metadata":{"resourceVersion":"1"}}}'],
    ['an unknown type', JSON.stringify({ type: 'RENAMED', object: POD })],
  ])('calls %s corrupt', (_what, line) => {
    expect(readWatchEvent(line)).toEqual({ type: 'corrupt' });
  });
});
