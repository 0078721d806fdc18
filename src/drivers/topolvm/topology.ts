import type { DriverContext, NodeConstraint, Topology } from '../../core/driver.ts';
import { arrayAt, at, stringAt } from '../../core/json.ts';
import type { NodeSelectorTerm } from '../../core/node-selector.ts';
import type { PersistentVolume } from '../../core/persistent-volume.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { deviceClassOf } from './device-class.ts';
import { pluginOf } from './names.ts';
import type { PluginNames } from './names.ts';
import { sourceVolumeOf } from './source-volume.ts';

function nodesOfTerm(term: NodeSelectorTerm, names: PluginNames): readonly string[] {
  const [requirement, ...others] = arrayAt(term, 'matchExpressions');
  const isPlain =
    others.length === 0 &&
    at(term, 'matchFields') === undefined &&
    stringAt(requirement, 'key') === names.topologyKey &&
    stringAt(requirement, 'operator') === 'In';
  const values = isPlain ? arrayAt(requirement, 'values') : [];
  return values.every(value => typeof value === 'string') ? values : [];
}

/** The names of the nodes, which are the values of TopoLVM's label; `undefined` when a term says something else. */
function nodesOf(volume: PersistentVolume, names: PluginNames): ReadonlySet<string> | undefined {
  const nodes = volume.nodeSelectorTerms.map(term => nodesOfTerm(term, names));
  return nodes.every(term => term.length > 0) ? new Set(nodes.flat()) : undefined;
}

function constraintOf(volume: PersistentVolume, claim: PodClaim, what: string): NodeConstraint | undefined {
  const names = pluginOf(volume.driver);
  if (names === undefined || volume.nodeSelectorTerms.length === 0) return undefined;
  return {
    terms: volume.nodeSelectorTerms,
    nodes: nodesOf(volume, names),
    claims: [claim.name],
    reason: `${what} ${volume.name}`,
  };
}

function enforcedBy(podClaim: PodClaim): NodeConstraint | undefined {
  return podClaim.volume && constraintOf(podClaim.volume, podClaim, 'PersistentVolume');
}

/** A logical volume is cloned and restored where it is: on the node of its source, and nowhere else. */
function requiredBy(podClaim: PodClaim, context: DriverContext): NodeConstraint | undefined {
  const { claim, storageClass } = podClaim;
  if (claim === undefined || claim.isBound || pluginOf(storageClass?.provisioner) === undefined)
    return undefined;
  const source = sourceVolumeOf(claim, context.lookup);
  if (source === undefined || source.driver !== storageClass?.provisioner) return undefined;
  return constraintOf(source, podClaim, 'the data source, PersistentVolume');
}

/** Where the claims allow a pod to run. Free space is no part of it: it changes, and a pod's affinity cannot. */
export function topology(claims: readonly PodClaim[], context: DriverContext): Topology {
  return {
    required: claims.map(claim => requiredBy(claim, context)).filter(constraint => constraint !== undefined),
    preferred: [],
    enforced: claims.map(enforcedBy).filter(constraint => constraint !== undefined),
  };
}

/** The device class of a StorageClass, which is what its volumes are told apart by. */
export function claimTopology(storageClass: StorageClass): string | undefined {
  const names = pluginOf(storageClass.provisioner);
  return names && (deviceClassOf(storageClass, names) || undefined);
}
