import type { Driver } from '../../core/driver.ts';
import { entriesAt } from '../../core/json.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { RuleContext } from '../../core/rule.ts';

/** The parameters that a driver documents. */
export function parametersOf(driver: Driver): readonly string[] {
  return entriesAt(driver.parameters, 'properties').map(([key]) => key);
}

/** The names of the drivers served and of those installed in the cluster. */
export function knownProvisioners({ drivers, lookup, settings }: RuleContext): readonly string[] {
  const served = drivers.flatMap(driver => driver.provisioners(settings));
  return [...served, ...lookup.list('CSIDriver').map(nameOf)];
}
