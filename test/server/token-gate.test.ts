import { describe, expect, test } from 'vitest';
import { TokenGate } from '../../src/server/token-gate.ts';
import type { ReviewToken } from '../../src/server/token-gate.ts';

/** A gate with a clock and an API server that knows tokens ending in `ok`. */
function newGate(review?: ReviewToken) {
  const asked: string[] = [];
  const failures: unknown[] = [];
  const time = { now: 0 };
  const known: ReviewToken = async token => {
    asked.push(token);
    return await (review?.(token) ??
      Promise.resolve({ authenticated: token.endsWith('ok'), username: token }));
  };
  const gate = new TokenGate(
    known,
    error => failures.push(error),
    () => time.now,
  );
  return { asked, failures, time, callerOf: (token: string) => gate.callerOf(`Bearer ${token}`) };
}

describe('what was said of a token', () => {
  test.each([
    ['good', 'a.ok', { username: 'a.ok' }],
    ['bad', 'a.no', 'unauthenticated'],
  ])('holds for half a minute: a %s one', async (_name, token, caller) => {
    const { asked, time, callerOf } = newGate();
    expect(await callerOf(token)).toEqual(caller);
    time.now = 29_999;
    expect(await callerOf(token)).toEqual(caller);
    expect(asked).toHaveLength(1);
    time.now = 30_000;
    expect(await callerOf(token)).toEqual(caller);
    expect(asked).toHaveLength(2);
  });

  test('is asked once for callers at the same time', async () => {
    const { asked, callerOf } = newGate();
    const callers = await Promise.all(Array.from({ length: 20 }, () => callerOf('a.ok')));
    expect(callers).toEqual(callers.map(() => ({ username: 'a.ok' })));
    expect(asked).toEqual(['a.ok']);
  });

  test('does not hold when it could not be found out', async () => {
    let isDown = true;
    const { asked, failures, callerOf } = newGate(() =>
      isDown ? Promise.reject(new Error('down')) : Promise.resolve({ authenticated: true, username: 'me' }),
    );
    expect(await callerOf('a')).toBe('unreachable');
    isDown = false;
    expect(await callerOf('a')).toEqual({ username: 'me' });
    expect([asked.length, failures.length]).toEqual([2, 1]);
  });

  test('is forgotten when a thousand others came after it', async () => {
    const { asked, callerOf } = newGate();
    for (let index = 0; index <= 1000; index += 1) await callerOf(`${index}.ok`);
    await callerOf('1000.ok');
    expect(asked).toHaveLength(1001);
    await callerOf('0.ok');
    expect(asked).toHaveLength(1002);
  });
});

test('no more than four tokens are asked about at once', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { callerOf } = newGate(async token => {
    await promise;
    return { authenticated: true, username: token };
  });
  const first = [1, 2, 3, 4].map(index => callerOf(`t${index}`));
  expect(await callerOf('t5')).toBe('overloaded');
  resolve();
  expect(await Promise.all(first)).toHaveLength(4);
  expect(await callerOf('t5')).toEqual({ username: 't5' });
});
