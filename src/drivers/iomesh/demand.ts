import { NO_DEMAND } from '../../core/driver.ts';
import type { Demand } from '../../core/driver.ts';

/**
 * What a pod needs of one node: nothing. An IOMesh cluster spreads the replicas of every volume over all its chunk
 * pods, so space belongs to the cluster as a whole and no node can run out of it alone
 * (https://github.com/iomesh/docs/blob/a5d1600/docs/basic-concepts/basic-concepts.md).
 */
export function demand(): Demand {
  return NO_DEMAND;
}
