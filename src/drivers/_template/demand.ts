import { NO_DEMAND } from '../../core/driver.ts';
import type { Demand } from '../../core/driver.ts';

/**
 * What a pod needs of one node: nothing, as for any storage that every node reaches. Storage on the nodes themselves
 * returns the bytes of each pool here, and the resource and annotations that carry them to the scheduler.
 */
export function demand(): Demand {
  return NO_DEMAND;
}
