import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allowed, denied } from '../../src/core/admission-response.ts';
import { podReview } from '../support/reviews.ts';
import { startServer } from '../support/webhook-server.ts';

test('a hook decides after its request was prepared', async () => {
  const known = new Set<string>();
  const { review } = await startServer({
    hooks: { '/pod/mutate': ({ uid, name }) => (known.has(name) ? allowed(uid) : denied(uid, 'too early')) },
    async prepare({ name }) {
      await sleep(1);
      known.add(name);
    },
  });
  expect((await review(podReview())).response).toMatchObject({ allowed: true });
});

test('a hook decides at once when there is nothing to prepare', async () => {
  const { review } = await startServer({ prepare: () => undefined });
  expect((await review(podReview())).response).toMatchObject({ allowed: true });
});

test('nothing is prepared where no hook decides', async () => {
  let prepared = 0;
  const { review } = await startServer({
    async prepare() {
      prepared += 1;
      await Promise.resolve();
    },
  });
  expect((await review(podReview(), '/unknown')).response).toMatchObject({ allowed: true });
  expect(prepared).toBe(0);
});

test('a preparation that fails costs nothing but what it would have read', async () => {
  const { review, lines } = await startServer({
    prepare: async () => await Promise.reject(new Error('broken')),
  });
  expect((await review(podReview())).response).toMatchObject({ allowed: true });
  expect(lines.join('')).toContain('a request could not be prepared');
});
