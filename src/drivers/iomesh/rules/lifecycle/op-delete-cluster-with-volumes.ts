import { nameOf } from '../../../../core/kubernetes-object.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf } from '../../clusters/cluster-name.ts';
import { volumesOfCluster } from '../../clusters/volumes-of-cluster.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

const CLASS = `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: iomesh-cluster-1}
provisioner: com.iomesh.csi-driver
parameters: {iomeshCluster: iomesh-cluster-1/iomesh-cluster-1}
`;

/** Warns that a cluster takes the data of its volumes with it. */
export const opDeleteClusterWithVolumes = defineRule({
  id: 'op-delete-cluster-with-volumes',
  kinds: ['IOMeshCluster'],
  when: 'DELETE',
  severity: 'warning',
  summary: 'A cluster is deleted when no PersistentVolume uses it any more: all data is lost with it.',
  help: 'Delete the pods and the PVCs that use the cluster first.',
  source: SOURCES.iomeshUninstall,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: CLASS, operation: 'DELETE' }],
    invalid: [
      {
        yaml: SECOND_CLUSTER,
        state: `${CLASS}---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pvc-6f0c1d6e}
spec: {storageClassName: iomesh-cluster-1, csi: {driver: com.iomesh.csi-driver, volumeHandle: pvc-6f0c1d6e}}
`,
        operation: 'DELETE',
        findings: [{ path: '/metadata/name' }],
      },
    ],
  },
  check(cluster, { lookup, settings }) {
    const volumes = volumesOfCluster(clusterNameOf(cluster), lookup, settings);
    if (volumes.length === 0) return [];
    const message = `The data of ${volumes.length} PersistentVolumes will be lost: ${listSome(volumes.map(nameOf))}`;
    return [{ path: nearestPath(cluster, ['metadata', 'name']), message }];
  },
});
