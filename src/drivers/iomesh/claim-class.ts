import type { HeldClaim } from '../../core/claims-of.ts';
import type { Report, Undecided } from '../../core/finding.ts';
import { at, stringAt } from '../../core/json.ts';
import type { ObjectReference } from '../../core/kubernetes-object.ts';
import { storageClassOf } from '../../core/persistent-volume-claim.ts';
import type { RuleContext } from '../../core/rule.ts';
import { decodeStorageClass } from '../../core/storage-class.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { isIomeshProvisioner } from './names.ts';

/** A class that would decide whether IOMesh serves a claim, and is not in the state. */
export interface MissingClass {
  readonly needs: ObjectReference;
}

/** The class a claim names; `undefined` when it leaves it to the default class. */
export function classNameOf(claim: HeldClaim): string | undefined {
  return stringAt(at(claim.json, 'spec'), 'storageClassName');
}

/**
 * The class of a claim, when its provisioner is the IOMesh CSI driver; what is missing when the state cannot tell;
 * `undefined` for claims of other classes, of none, and of classes that do not exist.
 */
export function iomeshClassOf(
  claim: HeldClaim,
  { lookup, settings }: RuleContext,
): StorageClass | MissingClass | undefined {
  const storageClassName = classNameOf(claim);
  const found = storageClassOf({ storageClassName }, lookup);
  if (found === 'missing' && storageClassName !== undefined && !lookup.isComplete('StorageClass')) {
    return { needs: { kind: 'StorageClass', name: storageClassName } };
  }
  if (typeof found === 'string') return undefined;
  const storageClass = decodeStorageClass(found);
  return isIomeshProvisioner(storageClass.provisioner, settings) ? storageClass : undefined;
}

/** Lets reports on a claim stand when IOMesh serves it; turns them into one open question when that cannot be told. */
export function onlyForIomesh(
  claim: HeldClaim,
  context: RuleContext,
  reports: readonly Report[],
): readonly (Report | Undecided)[] {
  const [first] = reports;
  if (first === undefined) return [];
  const storageClass = iomeshClassOf(claim, context);
  if (storageClass === undefined) return [];
  return 'needs' in storageClass ? [{ path: first.path, needs: storageClass.needs }] : reports;
}
