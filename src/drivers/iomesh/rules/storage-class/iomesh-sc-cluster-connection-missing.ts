import { formatReference } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { connectionNamedBy } from '../../class-connection.ts';
import { defineClassRule } from '../../class-rule.ts';
import { PARAMETER } from '../../names.ts';
import { parameterPath } from '../../parameter-rules.ts';

/** Rejects classes whose connection ConfigMap does not exist. */
export const iomeshScClusterConnectionMissing = defineClassRule({
  id: 'iomesh-sc-cluster-connection-missing',
  severity: 'error',
  summary: 'The connection ConfigMap that the class names exists.',
  help: 'Create the connection ConfigMap before the class, or correct clusterConnection.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
parameters:
  clusterConnection: iomesh-system/iomesh-csi-configmap
  iomeshCluster: iomesh-system/iomesh
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
        live: true,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
parameters:
  clusterConnection: iomesh-system/iomesh-csi-config
  iomeshCluster: iomesh-system/iomesh
`,
        live: true,
        findings: [{ path: '/parameters/clusterConnection' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
parameters:
  clusterConnection: iomesh-system/iomesh-csi-configmap
  iomeshCluster: iomesh-system/iomesh
`,
        findings: [{ path: '/parameters/clusterConnection', severity: 'unknown' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const connection = connectionNamedBy(storageClass, lookup);
    if (connection === undefined || connection.object !== undefined) return [];
    const path = parameterPath(PARAMETER.clusterConnection);
    if (!lookup.isComplete('ConfigMap')) return [{ path, needs: connection.reference }];
    return [{ path, message: `${formatReference(connection.reference)} does not exist` }];
  },
});
