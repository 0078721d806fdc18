import type { NodeConstraint, Topology } from '../core/driver.ts';
import { nodeSelectorPredicate } from '../core/node-affinity.ts';
import type { NodeCheck } from './node-check.ts';
import { REASON } from './reasons.ts';

function constraintCheck({ terms, reason }: NodeConstraint): NodeCheck {
  const admits = nodeSelectorPredicate(terms);
  const elsewhere = REASON.elsewhere(reason);
  return node => (admits(node) ? undefined : elsewhere);
}

/** One check for each set of nodes that claims are tied to, by the driver or by the volumes they are bound to. */
export function topologyChecks({ required, enforced }: Topology): readonly NodeCheck[] {
  return [...required, ...enforced].map(constraintCheck);
}
