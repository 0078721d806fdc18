import { classOf, decodeHeldClaim } from './claim-class.ts';
import { CLAIM_PATHS } from './claim-paths.ts';
import type { HeldClaim } from './claims-of.ts';
import { defineClaimRule } from './each-claim.ts';
import type { Report, Undecided } from './finding.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { decide } from './resolve.ts';
import { defineRule } from './rule.ts';
import type { ObjectRule, RuleContext, RuleText } from './rule.ts';
import type { Settings } from './settings.ts';
import { decodeStorageClass } from './storage-class.ts';
import type { StorageClass } from './storage-class.ts';

/** Takes a StorageClass for one of a driver's own, with what the driver's rules know of it; `undefined` for all others. */
export type ReadOwnClass<Own> = (storageClass: StorageClass, settings: Settings) => Own | undefined;

/** A rule on a driver's own StorageClasses. */
export interface OwnClassRule<Own> extends RuleText {
  /** The mistakes in one class; paths start at the object's root. */
  readonly check: (own: Own, context: RuleContext, object: KubernetesObject) => Iterable<Report | Undecided>;
}

/** Defines a rule that passes over the StorageClasses of other drivers. */
export function defineOwnClassRule<Own>(rule: OwnClassRule<Own>, read: ReadOwnClass<Own>): ObjectRule {
  return defineRule({
    ...rule,
    kinds: ['StorageClass'],
    check(object, context) {
      const own = read(decodeStorageClass(object), context.settings);
      return own === undefined ? [] : rule.check(own, context, object);
    },
  });
}

/** A claim as its object holds it, and read. */
export interface DecodedClaim extends HeldClaim {
  readonly decoded: PersistentVolumeClaim;
}

/** A rule on claims of a driver's own StorageClasses. */
export interface OwnClaimRule<Own> extends RuleText {
  /** Whether a claim may be wrong, whatever its class says; only then a class that is not in the state is missed. */
  readonly concerns: (claim: DecodedClaim) => boolean;
  /** The mistakes in one claim; paths count from the claim. */
  readonly check: (claim: DecodedClaim, own: Own, context: RuleContext) => Iterable<Report | Undecided>;
}

/** Defines a rule that passes over the claims of other drivers' StorageClasses. */
export function defineOwnClaimRule<Own>(
  { concerns, check, ...rule }: OwnClaimRule<Own>,
  read: ReadOwnClass<Own>,
): ObjectRule {
  return defineClaimRule({
    ...rule,
    check(held, context) {
      const claim = { ...held, decoded: decodeHeldClaim(held) };
      if (!concerns(claim)) return [];
      return decide(classOf(held.json, context.lookup), CLAIM_PATHS.storageClassName, storageClass => {
        const own = read(storageClass, context.settings);
        return own === undefined ? [] : [...check(claim, own, context)];
      });
    },
  });
}
