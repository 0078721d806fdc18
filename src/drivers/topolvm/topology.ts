import type { DriverContext, NodeConstraint, Topology } from '../../core/driver.ts';
import { arrayAt, at } from '../../core/json.ts';
import { listedValues } from '../../core/node-selector.ts';
import type { NodeSelectorTerm } from '../../core/node-selector.ts';
import type { PersistentVolume } from '../../core/persistent-volume.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { StorageClass } from '../../core/storage-class.ts';
import { volumeConstraint } from '../../core/volume-constraint.ts';
import { sourceVolumeOf } from './claims/source-volume.ts';
import { deviceClassOf } from './classes/device-class.ts';
import { pluginOf } from './names.ts';
import type { PluginNames } from './names.ts';

function nodesOfTerm(term: NodeSelectorTerm, names: PluginNames): readonly string[] {
  const [requirement, ...others] = arrayAt(term, 'matchExpressions');
  const isAlone = others.length === 0 && at(term, 'matchFields') === undefined;
  const values = (isAlone && listedValues(requirement, names.topologyKey)) || [];
  return values.every(value => typeof value === 'string') ? values : [];
}

/** The names of the nodes, which are the values of TopoLVM's label; `undefined` when a term says something else. */
function nodesOf(volume: PersistentVolume, names: PluginNames): ReadonlySet<string> | undefined {
  const nodes = volume.nodeSelectorTerms.map(term => nodesOfTerm(term, names));
  return nodes.every(term => term.length > 0) ? new Set(nodes.flat()) : undefined;
}

function volumeConstraints(podClaim: PodClaim): readonly NodeConstraint[] {
  const names = pluginOf(podClaim.volume?.driver);
  return names === undefined ? [] : volumeConstraint(podClaim, volume => nodesOf(volume, names));
}

/** A logical volume is cloned and restored where it is: on the node of its source, and nowhere else. */
function sourceConstraints(podClaim: PodClaim, { lookup }: DriverContext): readonly NodeConstraint[] {
  const { claim, storageClass } = podClaim;
  if (claim?.dataSource === undefined || claim.isBound) return [];
  const volume = sourceVolumeOf(claim.dataSource, lookup);
  if (volume === undefined || volume.driver !== storageClass?.provisioner) return [];
  return volumeConstraints({ ...podClaim, volume }).map(constraint => ({
    ...constraint,
    reason: `the data source, ${constraint.reason}`,
  }));
}

/** Where the claims allow a pod to run. Free space is no part of it: it changes, and a pod's affinity cannot. */
export function topology(claims: readonly PodClaim[], context: DriverContext): Topology {
  return {
    required: claims.flatMap(claim => sourceConstraints(claim, context)),
    preferred: [],
    enforced: claims.flatMap(volumeConstraints),
  };
}

/** The device class of a StorageClass, which is what its volumes are told apart by. */
export function claimTopology(storageClass: StorageClass): string | undefined {
  const names = pluginOf(storageClass.provisioner);
  return names && (deviceClassOf(storageClass, names) || undefined);
}
