import { SOURCES } from '../../../../core/sources.ts';
import { storageClassMissingRule } from '../../checks/storage-class-missing-rule.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';

/** Rejects a StorageClass for ZooKeeper's claims that does not exist. */
export const zkStorageClassMissing = storageClassMissingRule({
  id: 'zk-storage-class-missing',
  kinds: ['ZookeeperCluster'],
  summary: 'The StorageClass of ZooKeeper’s claims exists.',
  help: 'Name an existing class; the documents use hostpath.',
  source: SOURCES.iomeshMultiCluster,
  path: ['spec', 'persistence', 'spec', 'storageClassName'],
  examples: {
    valid: [
      {
        yaml: ZOOKEEPER_CLUSTER,
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
        yaml: ZOOKEEPER_CLUSTER,
        live: true,
        findings: [{ path: '/spec/persistence/spec/storageClassName' }],
      },
      {
        yaml: ZOOKEEPER_CLUSTER,
        findings: [{ path: '/spec/persistence/spec/storageClassName', severity: 'unknown' }],
      },
    ],
  },
});
