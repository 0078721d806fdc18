import { arrayAt, stringAt } from '../core/json.ts';
import type { KubernetesObject, ObjectReference } from '../core/kubernetes-object.ts';
import { allocatedBytes } from './allocated.ts';
import type { PoolBytes } from './allocated.ts';
import { decodeEvent, newestFirst } from './event-note.ts';
import type { EventNote } from './event-note.ts';
import type { ExplainContext } from './explain-context.ts';
import { decodeNodeState } from './node-state.ts';
import type { NodeState } from './node-state.ts';
import { once, oncePerKey } from './once.ts';
import { usedBy } from './pod-resources.ts';
import type { Amounts } from './pod-resources.ts';

/** The cluster as explanations look at it: what is needed for every pod is worked out once, and only when it is asked for. */
export interface Cluster {
  readonly context: ExplainContext;
  readonly nodes: () => readonly NodeState[];
  readonly podsOn: (nodeName: string) => readonly KubernetesObject[];
  /** CPU and memory that the known pods of a node ask for. */
  readonly usedOn: (nodeName: string) => Amounts;
  /** Events about an object, the newest first; those about an earlier object of the name are left out. */
  readonly eventsAbout: (object: ObjectReference, uid: string) => readonly EventNote[];
  /** Names of the CSI drivers that run on a node; `undefined` when nothing says. */
  readonly csiDriversOn: (nodeName: string) => ReadonlySet<string> | undefined;
  /** Bytes that existing volumes take of a node's pool. */
  readonly allocated: PoolBytes;
}

function eventKey({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

function eventIndex({ lookup }: ExplainContext): ReadonlyMap<string, readonly EventNote[]> {
  return Map.groupBy(lookup.list('Event').map(decodeEvent), note => eventKey(note.about));
}

function podIndex({ lookup }: ExplainContext): ReadonlyMap<string, readonly KubernetesObject[]> {
  return Map.groupBy(lookup.list('Pod'), pod => stringAt(pod, 'spec', 'nodeName') ?? '');
}

function csiDriversOn(nodeName: string, { lookup }: ExplainContext): ReadonlySet<string> | undefined {
  const csiNode = lookup.get('CSINode', undefined, nodeName);
  if (csiNode === undefined) return undefined;
  return new Set(arrayAt(csiNode, 'spec', 'drivers').flatMap(driver => stringAt(driver, 'name') ?? []));
}

/** Opens a cluster for explanations. */
export function openCluster(context: ExplainContext): Cluster {
  const events = once(() => eventIndex(context));
  const pods = once(() => podIndex(context));
  const nodes = once(() => context.lookup.list('Node').map(decodeNodeState));
  const allocated = once(() => allocatedBytes(context, nodes()));
  function podsOn(nodeName: string): readonly KubernetesObject[] {
    return pods().get(nodeName) ?? [];
  }
  return {
    context,
    nodes,
    podsOn,
    usedOn: oncePerKey(nodeName => usedBy(podsOn(nodeName))),
    eventsAbout: (object, uid) =>
      (events().get(eventKey(object)) ?? [])
        .filter(note => note.uid === '' || uid === '' || note.uid === uid)
        .toSorted(newestFirst),
    csiDriversOn: oncePerKey(nodeName => csiDriversOn(nodeName, context)),
    allocated: pool => allocated()(pool),
  };
}
