import type { X509Certificate } from 'node:crypto';
import type { CaContent, CaSecret } from './ca-secret.ts';
import { isExpired, isSame, isValidAt, lifeShare } from './certificate-facts.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import type { AuthorityDefect, SigningAuthority } from './signing-authority.ts';
import { BACKDATE_MS } from './validity.ts';

/** Part of its life after which an authority or a serving certificate is renewed. */
export const RENEWAL_SHARE = 2 / 3;
/** More of our authorities are never in a caBundle. */
export const MAX_AUTHORITIES = 4;
/** How long a replica without a past waits for one that remembers the authority, when the caBundle is full. */
const RESTORE_WAIT_MS = 120_000;

/** Where the authority in the Secret stands. */
export type CaState =
  'absent' | 'foreign' | 'corrupt' | 'expired' | 'not-yet-valid' | 'active' | 'staged' | 'retiring';

/** Why an authority is replaced at once. */
type IssueReason = 'secret-missing' | 'wrong-type' | 'expired' | 'not-yet-valid' | AuthorityDefect;

/** Why the Secret is rewritten with the authorities there are. */
type RewriteReason = 'promoted' | 'retired' | 'next-unusable' | 'mended';

/** How the Secret is written; `recreate` deletes it first, because a Secret's type is immutable. */
export type SecretWrite = 'create' | 'update' | 'recreate';

/** What is to be done with the Secret. */
export type CaDecision =
  | { readonly action: 'none' | 'leave-alone' | 'wait' }
  /** Make a new authority. */
  | { readonly action: 'issue'; readonly write: SecretWrite; readonly reason: IssueReason }
  /** Write the authority that this replica remembers. */
  | {
      readonly action: 'restore';
      readonly write: SecretWrite;
      readonly reason: IssueReason;
      readonly authority: SigningAuthority;
    }
  /** Make the next authority and announce it. */
  | { readonly action: 'stage'; readonly content: CaContent }
  | { readonly action: 'rewrite'; readonly reason: RewriteReason; readonly content: CaContent };

/** What else the decision hangs on. */
export interface CaSurroundings {
  readonly now: Date;
  readonly policy: RotationPolicy;
  /** Our unexpired authorities that some caBundle still has. */
  readonly announced: readonly X509Certificate[];
  /** Whether the caBundle of every webhook has this certificate; no when that could not be observed. */
  readonly isAnnounced: (certificate: X509Certificate) => boolean;
  /** The authority that this replica signed with last. */
  readonly remembered: SigningAuthority | undefined;
  /** Since when this replica has found no usable authority. */
  readonly withoutSince: Date | undefined;
}

/** Where an authority stands now. */
export function caStateOf(secret: CaSecret, now: Date): CaState {
  if (secret.kind !== 'readable') return secret.kind;
  const { signing, phase } = secret.content;
  if (isExpired(signing.certificate, now)) return 'expired';
  return isValidAt(signing.certificate, now) ? phase : 'not-yet-valid';
}

function usableNext({ next }: CaContent, now: Date): SigningAuthority | undefined {
  return typeof next === 'object' && isValidAt(next.certificate, now) ? next : undefined;
}

/** Time since then; a clock that was set back counts as no time. */
function elapsed(since: Date, now: Date): number {
  return Math.max(0, now.getTime() - since.getTime());
}

function isFull({ announced, now }: CaSurroundings): boolean {
  return announced.filter(certificate => isValidAt(certificate, now)).length >= MAX_AUTHORITIES;
}

/**
 * A new authority. When the caBundle is full of recent ones, another would push out one whose certificates may still be
 * served: then the last one is written again by a replica that remembers it.
 */
function issue(write: SecretWrite, reason: IssueReason, surroundings: CaSurroundings): CaDecision {
  const { now, remembered, withoutSince } = surroundings;
  if (!isFull(surroundings)) return { action: 'issue', write, reason };
  if (remembered !== undefined && isValidAt(remembered.certificate, now))
    return { action: 'restore', write, reason, authority: remembered };
  const hasWaited = withoutSince !== undefined && elapsed(withoutSince, now) >= RESTORE_WAIT_MS;
  return hasWaited ? { action: 'issue', write, reason } : { action: 'wait' };
}

function promote(content: CaContent, next: SigningAuthority, now: Date): CaDecision {
  const { certificate } = content.signing;
  return {
    action: 'rewrite',
    reason: 'promoted',
    content: {
      signing: next,
      previous: isExpired(certificate, now) ? [] : [certificate],
      phase: 'retiring',
      since: now,
    },
  };
}

function decideOutOfTime(
  content: CaContent,
  reason: 'expired' | 'not-yet-valid',
  surroundings: CaSurroundings,
): CaDecision {
  const next = usableNext(content, surroundings.now);
  return next === undefined
    ? issue('update', reason, surroundings)
    : promote(content, next, surroundings.now);
}

function decideActive(content: CaContent, { now, policy }: CaSurroundings): CaDecision {
  const isDue = now.getTime() >= lifeShare(content.signing.certificate, RENEWAL_SHARE);
  return isDue && elapsed(content.since, now) >= policy.retireMs
    ? { action: 'stage', content }
    : { action: 'none' };
}

function decideStaged(content: CaContent, { now, policy, isAnnounced }: CaSurroundings): CaDecision {
  const next = usableNext(content, now);
  if (next === undefined) {
    const { signing, previous, since } = content;
    return {
      action: 'rewrite',
      reason: 'next-unusable',
      content: { signing, previous, phase: 'active', since },
    };
  }
  const isReady = elapsed(content.since, now) >= policy.overlapMs && isAnnounced(next.certificate);
  return isReady ? promote(content, next, now) : { action: 'none' };
}

function decideRetiring({ signing, since }: CaContent, { now, policy }: CaSurroundings): CaDecision {
  if (elapsed(since, now) < policy.retireMs) return { action: 'none' };
  return {
    action: 'rewrite',
    reason: 'retired',
    content: { signing, previous: [], phase: 'active', since },
  };
}

const BY_PHASE = { active: decideActive, staged: decideStaged, retiring: decideRetiring } as const;

/** The same authorities as we would have written them. */
function mend(content: CaContent, now: Date): CaDecision {
  return {
    action: 'rewrite',
    reason: 'mended',
    content: { ...content, since: content.since > now ? now : content.since },
  };
}

function isTooFarAhead(since: Date, now: Date): boolean {
  return since.getTime() - now.getTime() > BACKDATE_MS;
}

/** Says what to do with the Secret of the authority. Every decision is made again by whoever loses the race to carry it out. */
export function decideCa(secret: CaSecret, surroundings: CaSurroundings): CaDecision {
  const { now } = surroundings;
  if (secret.kind === 'absent') return issue('create', 'secret-missing', surroundings);
  if (secret.kind === 'foreign') return { action: 'leave-alone' };
  if (secret.kind === 'corrupt') {
    return issue(secret.defect === 'wrong-type' ? 'recreate' : 'update', secret.defect, surroundings);
  }
  const { content } = secret;
  const state = caStateOf(secret, now);
  if (state === 'expired' || state === 'not-yet-valid') return decideOutOfTime(content, state, surroundings);
  if (content.phase === 'staged' && usableNext(content, now) === undefined)
    return decideStaged(content, surroundings);
  if (!secret.isOrderly || isTooFarAhead(content.since, now)) return mend(content, now);
  return BY_PHASE[content.phase](content, surroundings);
}

/** What the Secret holds after a new authority was made; those announced before it stay trusted until their leaves have ended. */
export function issuedContent(signing: SigningAuthority, { announced, now }: CaSurroundings): CaContent {
  const previous = announced
    .filter(certificate => !isSame(certificate, signing.certificate))
    .slice(0, MAX_AUTHORITIES - 1);
  return { signing, previous, phase: previous.length === 0 ? 'active' : 'retiring', since: now };
}

/** What the Secret holds after the next authority was made. */
export function stagedContent({ signing }: CaContent, next: SigningAuthority, now: Date): CaContent {
  return { signing, next, previous: [], phase: 'staged', since: now };
}
