import type { Report, Undecided } from '../../core/finding.ts';
import type { JsonPath } from '../../core/json.ts';
import { CLAIM_KINDS, claimsOf } from '../../core/claims-of.ts';
import type { HeldClaim } from '../../core/claims-of.ts';
import type { Lookup } from '../../core/lookup.ts';
import { decodePersistentVolumeClaim, storageClassOf } from '../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import type { ObjectRule, RuleContext } from '../../core/rule.ts';
import { decodeStorageClass } from '../../core/storage-class.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import type { DEVICE, HOSTPATH } from './names.ts';
import { PARAMETER, PROVISIONER } from './names.ts';

/** A claim of a LocalPV class, wherever it is written. */
export interface LocalpvClaim extends HeldClaim {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  /** The object that holds the claim. */
  readonly holder: KubernetesObject;
}

interface ClaimRule extends Omit<ObjectRule, 'kinds' | 'when' | 'check'> {
  /** The volume type of the classes it is about; all unless said. */
  readonly volumeType?: typeof HOSTPATH | typeof DEVICE;
  /** Whether a claim may be wrong, whatever its class says; only then an unknown class is missed. */
  readonly concerns: (claim: PersistentVolumeClaim) => boolean;
  readonly check: (claim: LocalpvClaim, context: RuleContext) => Iterable<Report | Undecided>;
}

/**
 * The verdict at a place that hangs on a claim's class, when the class is not in the state and may exist all the same.
 */
export function undecidedClass(
  claim: PersistentVolumeClaim,
  path: JsonPath,
  lookup: Lookup,
): readonly Undecided[] {
  const { storageClassName } = claim;
  if (storageClassName === undefined || lookup.isComplete('StorageClass')) return [];
  return [{ path, needs: { kind: 'StorageClass', name: storageClassName } }];
}

function checkClaim(
  rule: ClaimRule,
  held: HeldClaim,
  holder: KubernetesObject,
  context: RuleContext,
): Iterable<Report | Undecided> {
  const claim = decodePersistentVolumeClaim(held.json, held.namespace);
  if (!rule.concerns(claim)) return [];
  const found = storageClassOf(claim, context.lookup);
  if (found === 'missing') {
    return undecidedClass(claim, [...held.path, 'spec', 'storageClassName'], context.lookup);
  }
  if (found === 'none') return [];
  const storageClass = decodeStorageClass(found);
  const volumeType = storageClass.parameters.get(PARAMETER.volumeType);
  if (storageClass.provisioner !== PROVISIONER) return [];
  if (rule.volumeType !== undefined && rule.volumeType !== volumeType) return [];
  return rule.check({ ...held, claim, storageClass, holder }, context);
}

/**
 * Defines a rule on claims of the LocalPV Manager's classes, in claims, claim templates and ephemeral
 * volumes.
 */
export function defineClaimRule(rule: ClaimRule): ObjectRule {
  const { volumeType: _volumeType, concerns: _concerns, ...base } = rule;
  return defineRule({
    ...base,
    kinds: CLAIM_KINDS,
    check: (holder, context) =>
      claimsOf(holder).flatMap(held => [...checkClaim(rule, held, holder, context)]),
  });
}
