import type { NodeConstraint } from './driver.ts';
import type { PersistentVolume } from './persistent-volume.ts';
import type { PodClaim } from './pod-claim.ts';

/**
 * What the volume of a claim demands of a pod's node: the node affinity that the volume carries. Nothing without a volume,
 * and for volumes that may be used anywhere. `nodesOf` names the nodes, as far as they can be named.
 */
export function volumeConstraint(
  { name, volume }: PodClaim,
  nodesOf: (volume: PersistentVolume) => ReadonlySet<string> | undefined = () => undefined,
): readonly NodeConstraint[] {
  if (volume === undefined || volume.nodeSelectorTerms.length === 0) return [];
  return [
    {
      terms: volume.nodeSelectorTerms,
      nodes: nodesOf(volume),
      claims: [name],
      reason: `PersistentVolume ${volume.name}`,
    },
  ];
}
