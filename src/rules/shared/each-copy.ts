import type { HeldClaim } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import type { Report, Undecided } from '../../core/finding.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import type { DataSource } from '../../core/persistent-volume-claim.ts';
import { quantityAt } from '../../core/quantity.ts';
import { decide, resolve } from '../../core/resolve.ts';
import type { ObjectRule, RuleContext } from '../../core/rule.ts';
import { cloneSource, restoreSource } from './claim-source.ts';

/** What a rule says about a claim and the object that it is filled from; paths count from the claim. */
type CopyCheck = (
  claim: HeldClaim,
  source: KubernetesObject,
  context: RuleContext,
) => readonly (Report | Undecided)[];

function eachCopy(
  sourceOf: (claim: HeldClaim) => DataSource | undefined,
  path: JsonPath,
  check: CopyCheck,
): ObjectRule['check'] {
  return eachClaim((claim, context) => {
    const source = sourceOf(claim);
    if (source === undefined) return [];
    const { kind, namespace, name } = source;
    const found = resolve(context.lookup, { kind, namespace, name });
    return decide(found, nearestPath(claim.json, path), object => check(claim, object, context));
  });
}

/** Makes a rule's `check` out of a comparison of a clone with its source claim; `path` is the field compared. */
export function eachClone(path: JsonPath, check: CopyCheck): ObjectRule['check'] {
  return eachCopy(cloneSource, path, check);
}

/** Makes a rule's `check` out of a comparison of a restored claim with its VolumeSnapshot; `path` is the field compared. */
export function eachRestore(path: JsonPath, check: CopyCheck): ObjectRule['check'] {
  return eachCopy(restoreSource, path, check);
}

/** The size of a claim in bytes: what its volume has, or what it asks for. */
export function sizeOf(claim: JsonObject): bigint | undefined {
  return (
    quantityAt(claim, 'status', 'capacity', 'storage') ??
    quantityAt(claim, 'spec', 'resources', 'requests', 'storage')
  );
}
