import { describe, expect, test } from 'vitest';
import { errorFields } from '../../src/telemetry/error-fields.ts';
import { createLog } from '../../src/telemetry/log.ts';
import type { LogLevel } from '../../src/telemetry/log.ts';

function logAt(level: LogLevel) {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: line => void lines.push(line) }) };
}

describe('createLog', () => {
  test('writes one JSON object a line, with the level as a word and the time in ISO form', () => {
    const { lines, log } = logAt('info');
    log.info({ uid: 'u' }, 'reviewed');
    expect(lines.map(line => JSON.parse(line))).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), uid: 'u', msg: 'reviewed' },
    ]);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
  });

  test('lets no value forge a line', () => {
    const { lines, log } = logAt('info');
    log.warn({ name: 'a\n{"level":"error"}\r\u0000' }, 'refused');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(0, -1)).not.toMatch(/\p{Cc}/u);
  });

  test.each<[LogLevel, readonly string[]]>([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['silent', []],
  ])('at level %s writes %j', (level, expected) => {
    const { lines, log } = logAt(level);
    for (const method of ['debug', 'info', 'warn', 'error'] as const) log[method]({}, 'x');
    expect(lines.map(line => JSON.parse(line).level)).toEqual(expected);
  });
});

describe('errorFields', () => {
  test('tells class, message and place of an error', () => {
    const fields = errorFields(new TypeError('no such\nproperty'));
    expect(fields).toMatchObject({ error: 'TypeError', reason: 'no such property' });
    expect(fields.frames[0]).toContain('log.test.ts');
    expect(fields.frames.length).toBeLessThanOrEqual(12);
  });

  test('cuts a long message, which may quote an object', () => {
    expect(errorFields(new Error('x'.repeat(1e6))).reason).toHaveLength(256);
  });

  test.each([
    ['a string', 'text', { error: 'string', reason: 'text', frames: [] }],
    ['nothing', undefined, { error: 'undefined', reason: 'not an Error', frames: [] }],
    [
      'an object without a prototype',
      Object.create(null),
      { error: 'object', reason: 'not an Error', frames: [] },
    ],
  ])('bears %s', (_name, thrown, expected) => {
    expect(errorFields(thrown)).toEqual(expected);
  });

  test('bears an error without a stack', () => {
    const error = new Error('x');
    delete error.stack;
    expect(errorFields(error)).toEqual({ error: 'Error', reason: 'x', frames: [] });
  });
});
