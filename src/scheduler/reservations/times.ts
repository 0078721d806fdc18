/** All in milliseconds. */
export const TIMES = {
  /** How long a filtered pod keeps its space: longer than kube-scheduler's own queue of writes ever is. */
  tentative: 60_000,
  /**
   * The same for a pod that is gone, or that kube-scheduler gave up on: a node may have been chosen for its claim all the same,
   * and that is heard of by another way.
   */
  abandoned: 2_000,
  /** How long after a claim is bound its node is given to report less. */
  settle: 30_000,
  /** The same where the node has reported nothing new at all: lvmd reports every ten minutes at least. */
  settleAtMost: 630_000,
  /** How long a node that could not make a volume is taken for full, unless it reports something new. */
  suspect: 60_000,
  /** How long a node that was offered to a pod is offered again only when there is no other. */
  offer: 60_000,
  /** How long after a start pods are offered one node each: what was promised just before is not known. */
  cold: 2_000,
  /** How long a call waits for others to be confirmed. */
  wait: 300,
} as const;
