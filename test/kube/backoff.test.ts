import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '../../src/kube/list-watch/backoff.ts';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';

test('a delay is never negative, never endless, and spread over its whole range', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, retryAfterMs, random) => {
        const failure = {
          type: 'refused',
          status: 429,
          reason: '',
          ...(retryAfterMs !== undefined && { retryAfterMs }),
        } as const;
        const delay = retryDelay(failure, failures, LIST_WATCH_TIMES, () => random);
        expect(delay).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 0, 120_000));
        expect(delay).toBeLessThanOrEqual(180_000);
      },
    ),
  );
});
