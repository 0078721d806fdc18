import type { NodeCapacity } from '../../core/driver.ts';

/** What a node has of each pool; nothing where no pod needs anything of a node. */
export function capacity(): readonly NodeCapacity[] {
  return [];
}
