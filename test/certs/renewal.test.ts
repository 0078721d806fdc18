import { describe, expect, test } from 'vitest';
import { readCaSecret } from '../../src/certs/ca-secret.ts';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import type { StoredSecret } from '../../src/certs/ports.ts';
import { caStateOf, decideCa, issuedContent, stagedContent } from '../../src/certs/renewal.ts';
import type { CaSurroundings } from '../../src/certs/renewal.ts';
import { rotationPolicy } from '../../src/certs/rotation-policy.ts';
import { POLICY } from './support/replica.ts';
import { after, newAuthority, storedSecret } from './support/secrets.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 1 / 24;
const [CURRENT, OLD] = await Promise.all([newAuthority(NOW), newAuthority(NOW)]);
const NEXT = await newAuthority(after(NOW, 243));
const MANY = await Promise.all([1, 2, 3, 4].map(async () => await newAuthority(NOW)));
const NAMES = new Map([
  [CURRENT.certificate.fingerprint256, 'current'],
  [OLD.certificate.fingerprint256, 'old'],
  [NEXT.certificate.fingerprint256, 'next'],
  ...MANY.map(({ certificate }, index) => [certificate.fingerprint256, `many-${index}`] as const),
]);

const ACTIVE: CaContent = { signing: CURRENT, previous: [], phase: 'active', since: NOW };
const STAGED: CaContent = { ...ACTIVE, next: NEXT, phase: 'staged', since: after(NOW, 243) };
const RETIRING: CaContent = { ...ACTIVE, previous: [OLD.certificate], phase: 'retiring' };

/** Certificates look all alike to matchers, so they are given names. */
function summary({ signing, next, previous, phase, since }: CaContent) {
  return {
    signing: NAMES.get(signing.certificate.fingerprint256),
    next: typeof next === 'object' ? NAMES.get(next.certificate.fingerprint256) : next,
    previous: previous.map(({ fingerprint256 }) => NAMES.get(fingerprint256)),
    phase,
    since,
  };
}

function surroundings(now: Date, change: Partial<CaSurroundings> = {}): CaSurroundings {
  return {
    now,
    policy: POLICY,
    announced: [],
    isAnnounced: () => true,
    remembered: undefined,
    withoutSince: undefined,
    ...change,
  };
}

function decideOn(secret: StoredSecret | undefined, days: number, change?: Partial<CaSurroundings>): object {
  const now = after(NOW, days);
  const decision = decideCa(readCaSecret(secret, now), surroundings(now, change));
  if (decision.action === 'stage') return { action: 'stage' };
  return decision.action === 'rewrite' ? { reason: decision.reason, ...summary(decision.content) } : decision;
}

function decide(content: CaContent, days: number, change?: Partial<CaSurroundings>): object {
  return decideOn(storedSecret(content), days, change);
}

describe('the phases of a rotation', () => {
  test.each<[string, CaContent, number, string]>([
    ['an authority of yesterday is left alone', ACTIVE, 1, 'none'],
    ['one is left alone until two thirds of its life are over', ACTIVE, 243.3, 'none'],
    ['then the next one is staged', ACTIVE, 243.4, 'stage'],
    ['not while leaves of the one before may live', { ...ACTIVE, since: after(NOW, 240) }, 243.4, 'none'],
    ['a staged one waits for the overlap', STAGED, 243 + 23 * HOUR, 'none'],
    ['an authority that signs no more stays while its leaves may live', RETIRING, 7, 'none'],
  ])('%s', (_name, content, days, action) => {
    expect(decide(content, days)).toEqual({ action });
  });

  test('after the overlap the next one signs, and the one before stays trusted', () => {
    expect(decide(STAGED, 244)).toEqual({
      reason: 'promoted',
      signing: 'next',
      next: undefined,
      previous: ['current'],
      phase: 'retiring',
      since: after(NOW, 244),
    });
  });

  test('but not before every caBundle has it', () => {
    expect(decide(STAGED, 273, { isAnnounced: () => false })).toEqual({ action: 'none' });
  });

  test('an hour after its last leaf has ended, the one before is dropped', () => {
    expect(decide(RETIRING, 7 + HOUR)).toEqual({
      reason: 'retired',
      signing: 'current',
      next: undefined,
      previous: [],
      phase: 'active',
      since: NOW,
    });
  });
});

describe('what cannot sign is replaced at once', () => {
  test('no Secret', () => {
    expect(decideOn(undefined, 0)).toEqual({ action: 'issue', write: 'create', reason: 'secret-missing' });
  });

  test.each<[string, number, string]>([
    ['an expired authority', 365, 'expired'],
    ['an authority of the future', -2 * HOUR, 'not-yet-valid'],
  ])('%s', (_name, days, reason) => {
    expect(decide(ACTIVE, days)).toEqual({ action: 'issue', write: 'update', reason });
  });

  test('an expired one by the next one, announced or not', () => {
    expect(decide(STAGED, 365, { isAnnounced: () => false })).toMatchObject({
      reason: 'promoted',
      signing: 'next',
      previous: [],
    });
  });

  test('an expired one whose next one has expired too', () => {
    expect(decide(STAGED, 700)).toEqual({ action: 'issue', write: 'update', reason: 'expired' });
  });

  test('but not because the clock is behind by less than an hour', () => {
    expect(decide(ACTIVE, -0.9 * HOUR)).toEqual({ action: 'none' });
  });

  test('a Secret of another type, which has to be deleted first', () => {
    const secret = storedSecret(ACTIVE, { type: 'Opaque' });
    expect(decideOn(secret, 0)).toEqual({ action: 'issue', write: 'recreate', reason: 'wrong-type' });
  });

  test('but never a Secret that is not ours', () => {
    const foreign = storedSecret(ACTIVE, { labels: {} });
    expect(decideOn(foreign, 400, { remembered: CURRENT })).toEqual({ action: 'leave-alone' });
  });
});

test.each<[CaContent, number, string]>([
  [ACTIVE, 1, 'active'],
  [STAGED, 243, 'staged'],
  [RETIRING, 1, 'retiring'],
  [STAGED, 365, 'expired'],
  [ACTIVE, -1, 'not-yet-valid'],
])('a Secret has a state at a time: %#', (content, days, state) => {
  const now = after(NOW, days);
  expect(caStateOf(readCaSecret(storedSecret(content), now), now)).toBe(state);
});

describe('a caBundle full of authorities in use', () => {
  const announced = MANY.map(({ certificate }) => certificate);

  test('makes a replica write again the authority that it remembers', () => {
    expect(decideOn(undefined, 0, { announced, remembered: CURRENT })).toEqual({
      action: 'restore',
      write: 'create',
      reason: 'secret-missing',
      authority: CURRENT,
    });
  });

  test('makes a replica without a memory wait for one that has, but not for ever', () => {
    expect(decideOn(undefined, 0, { announced, withoutSince: NOW })).toEqual({ action: 'wait' });
    expect(decideOn(undefined, 3 / 1440, { announced, withoutSince: NOW })).toMatchObject({
      action: 'issue',
    });
  });

  test('does not count authorities of the future', () => {
    expect(decideOn(undefined, -2 * HOUR, { announced })).toMatchObject({ action: 'issue' });
  });
});

describe('what is only untidy is written again as it should be', () => {
  test('a phase that begins in the far future', () => {
    expect(decide({ ...ACTIVE, since: after(NOW, 2) }, 1)).toEqual({
      reason: 'mended',
      ...summary({ ...ACTIVE, since: after(NOW, 1) }),
    });
  });

  test('but not one that begins within the hour: a clock is a little ahead', () => {
    expect(decide({ ...ACTIVE, since: after(NOW, HOUR / 2) }, 0)).toEqual({ action: 'none' });
  });

  test('junk in ca.crt', () => {
    const secret = storedSecret(STAGED);
    expect(decideOn({ ...secret, data: { ...secret.data, 'ca.crt': 'junk' } }, 243.1)).toEqual({
      reason: 'mended',
      ...summary(STAGED),
    });
  });

  test('a next authority that cannot sign, by dropping it', () => {
    const secret = storedSecret(STAGED);
    const spoilt = { ...secret, data: { ...secret.data, 'next.crt': 'junk' } };
    expect(decideOn(spoilt, 243.1)).toEqual({
      reason: 'next-unusable',
      ...summary({ ...ACTIVE, since: STAGED.since }),
    });
  });

  test('a next authority that is expired, by dropping it', () => {
    const next = { ...STAGED, signing: NEXT, next: CURRENT, since: after(NOW, 364) };
    expect(decide(next, 365.5)).toMatchObject({ reason: 'next-unusable', signing: 'next', next: undefined });
  });
});

describe('new content', () => {
  const announced = [CURRENT, ...MANY].map(({ certificate }) => certificate);

  test('of a new authority keeps those whose leaves may be served, three at most', () => {
    expect(summary(issuedContent(CURRENT, surroundings(NOW, { announced })))).toMatchObject({
      phase: 'retiring',
      previous: ['many-0', 'many-1', 'many-2'],
    });
  });

  test('of the first authority is active at once', () => {
    expect(summary(issuedContent(CURRENT, surroundings(NOW)))).toMatchObject({
      phase: 'active',
      previous: [],
    });
  });

  test('of a staged one has both', () => {
    expect(summary(stagedContent(ACTIVE, NEXT, NOW))).toEqual({
      signing: 'current',
      next: 'next',
      previous: [],
      phase: 'staged',
      since: NOW,
    });
  });
});

describe('the policy', () => {
  test('keeps an authority an hour longer than its last leaf', () => {
    expect(POLICY).toMatchObject({
      caMs: 365 * 86_400_000,
      leafMs: 7 * 86_400_000,
      retireMs: (7 * 24 + 1) * 3_600_000,
    });
  });

  test.each([
    ['ten leaves', { caDurationDays: 69, leafDurationDays: 7, caOverlapHours: 24 }],
    ['ten overlaps', { caDurationDays: 9, leafDurationDays: 0.5, caOverlapHours: 24 }],
  ])('demands that an authority outlives %s', (_name, options) => {
    expect(() => rotationPolicy(options)).toThrow(
      expect.objectContaining({ code: 'ERR_CERT_DURATION_INVALID' }),
    );
  });
});
