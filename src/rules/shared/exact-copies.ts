import { driverOf } from '../../core/driver-of.ts';
import type { RuleContext } from '../../core/rule.ts';
import type { StorageClass } from '../../core/storage-class.ts';

/**
 * Drivers whose documents demand that a clone or a restored volume has the class, size and access modes of its source.
 * Kubernetes itself demands less: the same driver and volume mode, and at least the size.
 */
const EXACT: ReadonlySet<string> = new Set(['iomesh']);

/** Says whether a copy made with a class has to equal its source. */
export function wantsExactCopy(storageClass: StorageClass, context: RuleContext): boolean {
  const driver = driverOf(storageClass.provisioner, context);
  return driver !== undefined && EXACT.has(driver.id);
}
