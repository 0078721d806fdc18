import type { NodeCapacity } from '../../core/driver.ts';

/** What a node has: nothing of its own, for space belongs to the IOMesh cluster as a whole. */
export function capacity(): readonly NodeCapacity[] {
  return [];
}
