import { decodeHeldClaim } from '../../core/claim-class.ts';
import type { HeldClaim } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import type { DataSource } from '../../core/persistent-volume-claim.ts';
import { mustExist } from '../../core/resolve.ts';
import type { ObjectRule } from '../../core/rule.ts';

/** What a claim is to be filled from; `undefined` when it has no source, or has its volume already. */
function sourceOf(claim: HeldClaim): DataSource | undefined {
  const { isBound, dataSource } = decodeHeldClaim(claim);
  return isBound ? undefined : dataSource;
}

/** The claim that a claim is to be a clone of. */
export function cloneSource(claim: HeldClaim): DataSource | undefined {
  const source = sourceOf(claim);
  return source?.kind === 'PersistentVolumeClaim' && source.apiGroup === '' ? source : undefined;
}

/** The VolumeSnapshot that a claim is to be restored from, whatever API group it names. */
export function restoreSource(claim: HeldClaim): DataSource | undefined {
  const source = sourceOf(claim);
  return source?.kind === 'VolumeSnapshot' ? source : undefined;
}

/** Makes a rule's `check` that demands that the source of a claim exists. */
export function eachSourceExists(source: (claim: HeldClaim) => DataSource | undefined): ObjectRule['check'] {
  return eachClaim((claim, { lookup }) => {
    const found = source(claim);
    if (found === undefined) return [];
    const { field, kind, namespace, name } = found;
    return mustExist(lookup, { kind, namespace, name }, ['spec', field, 'name']);
  });
}
