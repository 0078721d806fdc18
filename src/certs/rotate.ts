import { AppError } from '../core/errors.ts';
import { caSecretOf, readCaSecret } from './ca-secret.ts';
import { issueCertificateAuthority } from './issue.ts';
import type { StoredSecret } from './ports.ts';
import { caStateOf, stagedContent } from './renewal.ts';
import type { CaState } from './renewal.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import { readAuthority, unusable } from './signing-authority.ts';
import { DAY_MS } from './validity.ts';

/** What a rotation is begun with. */
export interface RotationRequest {
  readonly stored: StoredSecret | undefined;
  readonly policy: RotationPolicy;
  readonly now: Date;
  /** Announce the next authority no longer than has to be before it signs. */
  readonly isUrgent: boolean;
}

/** The Secret to write, and when the next authority will sign at the earliest. */
export interface BegunRotation {
  readonly secret: StoredSecret;
  readonly signsFrom: Date;
}

/** Every caBundle has to be written and every kube-apiserver has to learn of it before the next authority signs. */
const SHORTEST_OVERLAP_MS = 600_000;

const WHY_NOT: Readonly<Record<CaState, string>> = {
  active: 'the Secret is being written',
  absent: 'there is no Secret; the service makes one by itself',
  foreign: 'the Secret is not ours',
  corrupt: 'the Secret is corrupt; the service replaces it by itself',
  expired: 'it is expired; the service replaces it by itself',
  'not-yet-valid': 'it is not valid yet; the service replaces it by itself',
  staged: 'the next one is announced already',
  retiring: 'the last rotation is not over: certificates of the one before may still be served',
};

/**
 * Begins a rotation before it is due: makes the next authority and the Secret that announces it. The replicas do the rest.
 * @throws AppError when the authority is not in the phase for it.
 */
export async function beginRotation(request: RotationRequest): Promise<BegunRotation> {
  const { stored, policy, now, isUrgent } = request;
  const found = readCaSecret(stored, now);
  const state = caStateOf(found, now);
  if (state !== 'active') throw new AppError('ERR_CERT_NO_ROTATION', { reason: WHY_NOT[state] });
  if (stored === undefined || found.kind !== 'readable')
    throw new TypeError('an active authority is readable');
  const next = readAuthority(await issueCertificateAuthority({ now, days: policy.caMs / DAY_MS }));
  if (typeof next === 'string') throw unusable(next);
  const overlapMs = isUrgent ? Math.min(SHORTEST_OVERLAP_MS, policy.overlapMs) : policy.overlapMs;
  const since = new Date(now.getTime() - (policy.overlapMs - overlapMs));
  const content = stagedContent(found.content, next, since);
  return {
    secret: { ...stored, ...caSecretOf(stored.name, content, stored) },
    signsFrom: new Date(now.getTime() + overlapMs),
  };
}
