import { formatReference } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNamedBy, connectionNamedBy } from '../../class-connection.ts';
import { defineClassRule } from '../../class-rule.ts';
import { clusterOfMetaAddr, connectionOf, formatClusterName, isSameCluster } from '../../clusters.ts';
import { PARAMETER } from '../../names.ts';
import { parameterPath } from '../../parameter-rules.ts';

/** Rejects classes whose connection leads to another cluster than the one they name. */
export const iomeshScClusterMismatch = defineClassRule({
  id: 'iomesh-sc-cluster-mismatch',
  severity: 'error',
  summary: 'The connection ConfigMap leads to the IOMesh cluster that the class names.',
  help: 'Make iomeshCluster and the metaAddr of the connection ConfigMap name the same cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-cluster-1
provisioner: com.iomesh.csi-driver
parameters:
  clusterConnection: iomesh-cluster-1/iomesh-cluster-1-csi-configmap
  iomeshCluster: iomesh-cluster-1/iomesh-cluster-1
`,
        state: `
apiVersion: v1
kind: ConfigMap
metadata:
  namespace: iomesh-cluster-1
  name: iomesh-cluster-1-csi-configmap
data:
  clusterId: k8s-1
  iscsiPortal: 127.0.0.1:3260
  metaAddr: iomesh-cluster-1-meta-client.iomesh-cluster-1.svc.cluster.local:10100
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-cluster-1
provisioner: com.iomesh.csi-driver
parameters:
  clusterConnection: iomesh-system/iomesh-csi-configmap
  iomeshCluster: iomesh-cluster-1/iomesh-cluster-1
`,
        state: `
apiVersion: v1
kind: ConfigMap
metadata:
  namespace: iomesh-system
  name: iomesh-csi-configmap
data:
  clusterId: k8s-1
  iscsiPortal: 127.0.0.1:3260
  metaAddr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100
`,
        findings: [{ path: '/parameters/iomeshCluster' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const named = clusterNamedBy(storageClass, lookup)?.name;
    const connection = connectionNamedBy(storageClass, lookup);
    if (named === undefined || connection === undefined) return [];
    const path = parameterPath(PARAMETER.iomeshCluster);
    const { object, reference } = connection;
    if (object === undefined) return lookup.isComplete('ConfigMap') ? [] : [{ path, needs: reference }];
    const reached = clusterOfMetaAddr(connectionOf(object)?.metaAddr ?? '');
    if (reached === undefined || isSameCluster(reached, named)) return [];
    const other = formatClusterName(reached);
    return [
      { path, message: `${formatReference(reference)} leads to ${other}, not ${formatClusterName(named)}` },
    ];
  },
});
