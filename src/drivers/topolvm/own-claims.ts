import { claimsOf } from '../../core/claims-of.ts';
import { at } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { decodeClaimSpec, storageClassOf } from '../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../core/persistent-volume-claim.ts';
import { ownStorageClass } from './own-storage-class.ts';
import type { OwnStorageClass } from './own-storage-class.ts';

/** A claim that an object holds, with its StorageClass of TopoLVM. */
export interface OwnClaim extends OwnStorageClass {
  readonly claim: Omit<PersistentVolumeClaim, 'selectedNode'>;
  /** Where the claim's spec stands in the object. */
  readonly specPath: JsonPath;
}

/** The claims of an object whose StorageClass is in the state and is TopoLVM's. */
export function ownClaims(object: KubernetesObject, lookup: Lookup): readonly OwnClaim[] {
  return claimsOf(object).flatMap(({ path, json, namespace, name }) => {
    const claim = decodeClaimSpec(at(json, 'spec'), { namespace, name }, at(json, 'status'));
    const found = storageClassOf(claim, lookup);
    const own = typeof found === 'string' ? undefined : ownStorageClass(found);
    return own === undefined ? [] : { ...own, claim, specPath: [...path, 'spec'] };
  });
}
