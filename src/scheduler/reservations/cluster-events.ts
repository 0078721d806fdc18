import type { JsonObject } from '../../core/json.ts';
import { stringAt } from '../../core/json.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { DRIVERS } from '../../drivers/registry.ts';
import { claimEvent, claimIdentityOf } from './claim-event.ts';
import type { Occasion } from './claim-event.ts';
import type { ReservationEvent } from './event.ts';
import { figureOf, figuresOf } from './figures.ts';
import { glimpseOf } from './pod-glimpse.ts';

/** Something in the cluster that has changed. */
export interface ObjectChange {
  readonly type: 'put' | 'removed';
  /** As it is now, or as it was when it went. */
  readonly object: KubernetesObject;
}

function claimEvents({ type, object }: ObjectChange, occasion: Occasion): readonly ReservationEvent[] {
  if (type === 'removed') return [{ type: 'claim-gone', at: occasion.at, claim: claimIdentityOf(object) }];
  return [claimEvent(object, occasion)].filter(event => event !== undefined);
}

/** A volume may become known after its claim is bound to it, and with it when and where it was made. */
function volumeEvents({ type, object }: ObjectChange, occasion: Occasion): readonly ReservationEvent[] {
  const namespace = stringAt(object, 'spec', 'claimRef', 'namespace');
  const name = stringAt(object, 'spec', 'claimRef', 'name');
  if (type === 'removed' || name === undefined) return [];
  const claim = occasion.context.lookup.get('PersistentVolumeClaim', namespace, name);
  return claim === undefined ? [] : claimEvents({ type, object: claim }, occasion);
}

function isOver(pod: JsonObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

function podEvents({ type, object }: ObjectChange, { at }: Occasion): readonly ReservationEvent[] {
  const pod = glimpseOf(object);
  if (type === 'removed' || isOver(object)) return [{ type: 'pod-gone', at, podUid: pod.uid }];
  return [{ type: 'pod-changed', at, pod, nodeName: stringAt(object, 'spec', 'nodeName') || undefined }];
}

function nodeEvents({ type, object }: ObjectChange, { at, context }: Occasion): readonly ReservationEvent[] {
  const node = nameOf(object);
  if (type === 'removed') return [{ type: 'node-gone', at, node }];
  return [{ type: 'node-changed', at, node, figures: figuresOf(node, context) }];
}

/** Units of a node come, go, and are taken. */
function unitEvents({ object }: ObjectChange, { at, context }: Occasion): readonly ReservationEvent[] {
  return DRIVERS.flatMap(({ id, units }): readonly ReservationEvent[] => {
    const node = units?.nodeOf(object);
    if (units === undefined || node === undefined) return [];
    const pool = { driver: id, pool: units.pool };
    const figures = [{ pool, figure: figureOf(pool, node, context) }];
    return [{ type: 'node-changed', at, node, figures }];
  });
}

/** What a change in the cluster says to reservations. */
export function eventsOf(change: ObjectChange, occasion: Occasion): readonly ReservationEvent[] {
  switch (change.object.kind) {
    case 'PersistentVolumeClaim':
      return claimEvents(change, occasion);
    case 'PersistentVolume':
      return volumeEvents(change, occasion);
    case 'Pod':
      return podEvents(change, occasion);
    case 'Node':
      return nodeEvents(change, occasion);
    default:
      return unitEvents(change, occasion);
  }
}
