import { stringAt } from '../../../core/json.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { PersistentVolumeClaim } from '../../../core/persistent-volume-claim.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { deviceClassOf } from '../classes/device-class.ts';
import { readOwnClass } from '../classes/own-class.ts';
import type { OwnClass } from '../classes/own-class.ts';
import type { Behaviour } from './behaviour.ts';
import type { Need } from './need.ts';

interface OwnClaim extends OwnClass {
  readonly podClaim: PodClaim;
  readonly claim: PersistentVolumeClaim;
}

function ownClaim(podClaim: PodClaim): OwnClaim | undefined {
  const { claim, storageClass } = podClaim;
  const own = storageClass && readOwnClass(storageClass);
  return own && claim && { podClaim, claim, ...own };
}

function isLooked({ podClaim, claim }: OwnClaim, behaviour: Behaviour): boolean {
  if (podClaim.source === 'ephemeral' && !behaviour.countsEphemeral) return false;
  return claim.storageClassName !== undefined || behaviour.countsDefaultClass;
}

/** TopoLVM's own webhook goes by the phase alone, and never looks for the claim of an ephemeral volume. */
function isBoundForTopolvm({ podClaim, claim }: OwnClaim, lookup: Lookup): boolean {
  if (podClaim.source === 'ephemeral') return false;
  const object = lookup.get('PersistentVolumeClaim', claim.namespace, claim.name);
  const phase = stringAt(object, 'status', 'phase');
  return phase === 'Bound' || phase === 'Lost';
}

function needsOf(own: OwnClaim, behaviour: Behaviour): Need | undefined {
  const { podClaim, claim, storageClass, names } = own;
  const deviceClass = deviceClassOf(storageClass, names);
  if (deviceClass === '') return undefined;
  const times = behaviour.countsEachVolume ? BigInt(podClaim.volumeIndexes.length) : 1n;
  return {
    names,
    deviceClass,
    writtenBytes: behaviour.writtenBytes(claim) * times,
    createdBytes: behaviour.createdBytes(claim, storageClass),
    claim: claim.name,
  };
}

/** What the unbound claims of a pod need of TopoLVM. */
export function claimNeeds(
  claims: readonly PodClaim[],
  behaviour: Behaviour,
  lookup: Lookup,
): readonly Need[] {
  const own = claims
    .map(ownClaim)
    .filter(one => one !== undefined)
    .filter(one => isLooked(one, behaviour));
  if (!behaviour.stopsAtBoundClaim) {
    return own
      .filter(one => !one.claim.isBound)
      .map(one => needsOf(one, behaviour))
      .filter(need => need !== undefined);
  }
  const stopped = new Set(own.filter(one => isBoundForTopolvm(one, lookup)).map(one => one.names));
  return own
    .filter(one => !stopped.has(one.names))
    .map(one => needsOf(one, behaviour))
    .filter(need => need !== undefined);
}
