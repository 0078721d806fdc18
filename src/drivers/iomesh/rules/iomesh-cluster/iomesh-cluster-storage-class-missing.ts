import { SOURCES } from '../../../../core/sources.ts';
import { storageClassMissingRule } from '../../checks/storage-class-missing-rule.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects a StorageClass for the cluster's own volumes that does not exist. */
export const iomeshClusterStorageClassMissing = storageClassMissingRule({
  id: 'iomesh-cluster-storage-class-missing',
  kinds: ['IOMeshCluster'],
  summary: 'The StorageClass of the cluster’s own volumes exists.',
  help: 'Name an existing class; the documents use hostpath, of the provisioner that comes with IOMesh.',
  source: SOURCES.iomeshMultiCluster,
  path: ['spec', 'storageClass'],
  examples: {
    valid: [
      {
        yaml: SECOND_CLUSTER,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: hostpath}
provisioner: kubevirt.io/hostpath-provisioner
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {storageClass: host-path}
`,
        live: true,
        findings: [{ path: '/spec/storageClass' }],
      },
      { yaml: SECOND_CLUSTER, findings: [{ path: '/spec/storageClass', severity: 'unknown' }] },
    ],
  },
});
