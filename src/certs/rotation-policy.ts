import { AppError } from '../core/errors.ts';
import { BACKDATE_MS, DAY_MS } from './validity.ts';

/** How long things last, all in ms. */
export interface RotationPolicy {
  /** Life of an authority. */
  readonly caMs: number;
  /** Life of a serving certificate. */
  readonly leafMs: number;
  /** How long the next authority is announced before it signs. */
  readonly overlapMs: number;
  /** How long an authority is trusted after its last signature: the life of a serving certificate and a margin. */
  readonly retireMs: number;
  /**
   * How long a new authority has to be in every caBundle before what it signed is served instead of a certificate that is
   * still trusted: every kube-apiserver learns of a caBundle by a watch of its own.
   */
  readonly settleMs: number;
  /** How often to look when nothing calls. */
  readonly tickMs: number;
}

/** The configured part of a policy. */
export interface RotationOptions {
  readonly caDurationDays: number;
  readonly leafDurationDays: number;
  readonly caOverlapHours: number;
}

const HOUR_MS = 3_600_000;
const SETTLE_MS = 10_000;
const TICK_MS = 60_000;
/** A rotation has to be over long before the next one begins. */
const LEAVES_PER_CA = 10;

/**
 * The policy of a configuration.
 * @throws AppError when an authority would not outlive ten serving certificates and ten overlaps.
 */
export function rotationPolicy(options: RotationOptions): RotationPolicy {
  const caMs = options.caDurationDays * DAY_MS;
  const leafMs = options.leafDurationDays * DAY_MS;
  const overlapMs = options.caOverlapHours * HOUR_MS;
  if (caMs < LEAVES_PER_CA * Math.max(leafMs, overlapMs)) {
    throw new AppError('ERR_CERT_DURATION_INVALID', {
      ca: `${options.caDurationDays} d`,
      leaf: `${options.leafDurationDays} d`,
      overlap: `${options.caOverlapHours} h`,
    });
  }
  return { caMs, leafMs, overlapMs, retireMs: leafMs + BACKDATE_MS, settleMs: SETTLE_MS, tickMs: TICK_MS };
}
