import { formatBytes } from '../core/quantity.ts';

/**
 * Why nodes are refused. The texts hold nothing that differs between nodes, for kube-scheduler counts nodes by equal texts:
 * `0/7 nodes are available: 2 ssd: needs 100Gi, 1 no ssd capacity reported`.
 */
export const REASON = {
  needs: (pool: string, bytes: bigint) => `${pool}: needs ${formatBytes(bytes)}`,
  unreported: (pool: string) => `no ${pool} capacity reported`,
  unreadable: (pool: string) => `${pool} capacity unreadable`,
  elsewhere: (what: string) => `${what} not on node`,
  /** The node would do as well, and is kept for the next pod as long as it is open whether this one needs it. */
  notOffered: 'another node with room is offered',
  unregistered: (driver: string) => `driver ${driver} not registered on node`,
} as const;
