import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.ts';
import { parseReview } from '../../src/server/parse-review.ts';
import { podReview } from '../support/reviews.ts';

const REVIEW = Buffer.from(JSON.stringify(podReview({ name: 'Größe 🐡' })));

/** A review with some bytes changed, cut out or put in. */
const damaged = fc
  .array(fc.tuple(fc.nat(REVIEW.length), fc.nat(4), fc.uint8Array({ maxLength: 4 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map(wounds => {
    let bytes = [...REVIEW];
    for (const [index, count, replacement] of wounds) bytes = bytes.toSpliced(index, count, ...replacement);
    return Buffer.from(bytes);
  });

const bodies = fc.oneof(
  damaged,
  fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
);

test('whatever bytes come, they are a request or one sentence says why not', () => {
  fc.assert(
    fc.property(bodies, body => {
      const parsed = parseReview(body, DEFAULT_LIMITS);
      if ('error' in parsed) expect(parsed.error).toMatch(/^[a-z][^\n]{1,120}$/);
      else expect(parsed.uid).not.toBe('');
    }),
    { numRuns: 5000 },
  );
});
