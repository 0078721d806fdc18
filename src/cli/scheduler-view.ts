import type { DriverContext } from '../core/driver.ts';
import type { ExplainContext } from '../explain/explain-context.ts';
import { reportedSpace } from '../scheduler/free-space.ts';
import { podNeeds } from '../scheduler/pod-needs.ts';
import { predicate } from '../scheduler/predicate.ts';
import { publishesCapacity, storageCapacitiesOf } from '../scheduler/storage-capacity.ts';

/**
 * Lets explanations ask the scheduler's own functions. `freeSpace` is what nodes have free; what they report unless it is
 * given, for reservations live in the extender alone.
 */
export function explainContext(
  context: DriverContext,
  now: Date,
  freeSpace = reportedSpace(context),
): ExplainContext {
  const { lookup } = context;
  return {
    ...context,
    now,
    scheduler: {
      needs: pod => podNeeds(pod, context),
      refusals: (pod, nodes) => predicate(pod, nodes, context, freeSpace).unresolvable,
      freeSpace,
      publishesCapacity: provisioner => publishesCapacity(provisioner, lookup),
      publishedCapacities: storageClass => storageCapacitiesOf(storageClass, lookup),
    },
  };
}
