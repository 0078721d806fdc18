import type { FreeSpace } from './free-space.ts';
import type { NodeCheck } from './node-check.ts';
import type { DriverNeeds } from './pod-needs.ts';
import { REASON } from './reasons.ts';

/** One check for each pool: that it has room for all that the pod needs of it, together. */
export function poolChecks({ driver, pools }: DriverNeeds, freeSpace: FreeSpace): readonly NodeCheck[] {
  return pools.map(({ pool, bytes }) => {
    const spaceOf = freeSpace({ driver: driver.id, pool });
    const tooLittle = REASON.needs(pool, bytes);
    return node => {
      const space = spaceOf(node);
      if (space === undefined) return REASON.unreported(pool);
      if (space.freeBytes === undefined) return REASON.unreadable(pool);
      return space.freeBytes < bytes ? tooLittle : undefined;
    };
  });
}
