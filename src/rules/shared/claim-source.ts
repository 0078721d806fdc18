import type { HeldClaim } from '../../core/claims-of.ts';
import { objectAt, stringAt } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import { decodeHeldClaim } from '../../core/claim-class.ts';

/** What a claim that is still to be provisioned is filled from. */
export interface ClaimSource {
  /** Where the source stands, from the claim. */
  readonly path: JsonPath;
  /** The core group is the empty string. */
  readonly apiGroup: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The source of a claim; `undefined` when it has none, or has its volume already. */
function sourceOf(claim: HeldClaim): ClaimSource | undefined {
  if (decodeHeldClaim(claim).isBound) return undefined;
  const field = objectAt(claim.json, 'spec', 'dataSourceRef') === undefined ? 'dataSource' : 'dataSourceRef';
  const source = objectAt(claim.json, 'spec', field);
  const name = stringAt(source, 'name');
  if (name === undefined) return undefined;
  return {
    path: ['spec', field],
    apiGroup: stringAt(source, 'apiGroup') ?? '',
    kind: stringAt(source, 'kind') ?? '',
    namespace: stringAt(source, 'namespace') ?? claim.namespace,
    name,
  };
}

/** The claim that a claim is to be a clone of. */
export function cloneSource(claim: HeldClaim): ClaimSource | undefined {
  const source = sourceOf(claim);
  return source?.kind === 'PersistentVolumeClaim' && source.apiGroup === '' ? source : undefined;
}

/** The VolumeSnapshot that a claim is to be restored from, whatever API group it names. */
export function restoreSource(claim: HeldClaim): ClaimSource | undefined {
  const source = sourceOf(claim);
  return source?.kind === 'VolumeSnapshot' ? source : undefined;
}
