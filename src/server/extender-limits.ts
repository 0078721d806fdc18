import { DEFAULT_LIMITS } from './limits.ts';
import type { ServerLimits } from './limits.ts';

const MIB = 1024 * 1024;

/**
 * The limits of the extender's listener. Where kube-scheduler sends whole nodes, ten thousand of them come in one body; it
 * makes at most a few calls at a time.
 */
export const EXTENDER_LIMITS: ServerLimits = {
  ...DEFAULT_LIMITS,
  maxBodyBytes: 64 * MIB,
  maxMembers: 8_000_000,
  maxConcurrentReviews: 32,
  maxBufferedBytes: 128 * MIB,
  slowBodyMs: 2_000,
};
