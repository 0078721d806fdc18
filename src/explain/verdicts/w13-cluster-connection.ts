import { formatReference } from '../../core/kubernetes-object.ts';
import { connectionMistakes } from '../class-mistakes.ts';
import { unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';

/** The driver cannot find the storage cluster. */
export const clusterConnection = defineVerdict({
  id: 'W13',
  summary: 'The way from the StorageClass to the IOMesh cluster is broken.',
  help: `An IOMesh class names a ConfigMap (clusterConnection) whose metaAddr leads to the cluster:
CLUSTER-meta-client.NAMESPACE.svc.cluster.local:10100, and the cluster itself (iomeshCluster). When the ConfigMap is missing, or
the three do not agree, the driver waits or makes the volume in the wrong cluster. "stowage check" finds the same mistakes in
manifests.`,
  source: 'https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/manage-multiple-cluster.md',
  withoutPod: true,
  find(evidence) {
    for (const claim of unboundClaims(evidence)) {
      const [mistake] = connectionMistakes(claim, evidence);
      if (mistake === undefined) continue;
      if (mistake.needs !== undefined) return { needs: mistake.needs };
      return {
        summary: `claim ${claim.name} does not reach its IOMesh cluster: ${mistake.message}`,
        proof: [
          `StorageClass ${claim.storageClass?.name ?? ''}, rule ${mistake.ruleId}`,
          ...claim.events.slice(0, 1).map(({ message }) => `event: ${message}`),
        ],
        fixes: [
          {
            text: `${formatReference(mistake.object)}: ${mistake.fix.replace(/\.$/, '')}`,
            path: mistake.path.join('.'),
          },
        ],
      };
    }
    return undefined;
  },
});
