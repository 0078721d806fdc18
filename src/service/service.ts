import type { Ports } from '../server/servers.ts';

/** A service that listens. */
export interface Service {
  readonly ports: Ports;
  /** The paths of its hooks. */
  readonly paths: readonly string[];
  /** Leaves without failing a review. */
  readonly drain: () => Promise<void>;
  /** Stops at once. */
  readonly close: () => Promise<void>;
}
