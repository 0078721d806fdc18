import { classOf } from '../../../core/claim-class.ts';
import type { HeldClaim } from '../../../core/claims-of.ts';
import type { Resolved } from '../../../core/resolve.ts';
import type { RuleContext } from '../../../core/rule.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { isIomeshProvisioner } from '../names.ts';

/** The class of a claim, when its provisioner is the IOMesh CSI driver. */
export function iomeshClassOf(
  { json }: HeldClaim,
  { lookup, settings }: RuleContext,
): Resolved<StorageClass> {
  const found = classOf(json, lookup);
  if (found === undefined || 'needs' in found) return found;
  return isIomeshProvisioner(found.value.provisioner, settings) ? found : undefined;
}
