import type { HeldClaim } from './claims-of.ts';
import { at, stringAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { nameOf } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { decodeClaimSpec, decodePersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { decodeStorageClass, defaultStorageClass } from './storage-class.ts';
import type { StorageClass } from './storage-class.ts';
import { resolve } from './resolve.ts';
import type { Resolved } from './resolve.ts';

/** Reads a held claim; its status counts only when it is a claim of its own. */
export function decodeHeldClaim(claim: HeldClaim): PersistentVolumeClaim {
  if (claim.path.length === 0) return decodePersistentVolumeClaim(claim.json, claim.namespace);
  return { ...decodeClaimSpec(at(claim.json, 'spec'), claim), selectedNode: undefined };
}

/** The name of the class that a claim gets: the one it asks for, or the default one as far as it is known. */
export function className(claim: JsonObject, lookup: Lookup): string | undefined {
  const asked = stringAt(claim, 'spec', 'storageClassName');
  if (asked !== undefined) return asked;
  const standard = defaultStorageClass(lookup);
  return standard && nameOf(standard);
}

/** The class that a claim gets; `undefined` when it does not exist or nothing is to be provisioned. */
export function classOf(claim: JsonObject, lookup: Lookup): Resolved<StorageClass> {
  const name = className(claim, lookup);
  if (name === undefined || name === '') return undefined;
  const found = resolve(lookup, { kind: 'StorageClass', name });
  return found !== undefined && 'value' in found ? { value: decodeStorageClass(found.value) } : found;
}
