import { formatReference } from '../../../../core/kubernetes-object.ts';
import { stringAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { connectionNamedBy } from '../../class-connection.ts';
import { defineClassRule } from '../../class-rule.ts';
import { CONNECTION_KEYS } from '../../clusters.ts';
import { PARAMETER } from '../../names.ts';
import { parameterPath } from '../../parameter-rules.ts';

/** Rejects classes whose connection ConfigMap is about something else. */
export const iomeshScClusterConnectionNotConnection = defineClassRule({
  id: 'iomesh-sc-cluster-connection-not-connection',
  severity: 'error',
  summary: 'The ConfigMap that the class names holds a connection.',
  help: 'Point clusterConnection to a ConfigMap with clusterId, iscsiPortal and metaAddr.',
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
  clusterConnection: iomesh-system/kube-root-ca.crt
  iomeshCluster: iomesh-system/iomesh
`,
        state: `
apiVersion: v1
kind: ConfigMap
metadata:
  namespace: iomesh-system
  name: kube-root-ca.crt
data:
  ca.crt: ""
`,
        findings: [{ path: '/parameters/clusterConnection' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const connection = connectionNamedBy(storageClass, lookup);
    if (connection === undefined) return [];
    const path = parameterPath(PARAMETER.clusterConnection);
    const { object, reference } = connection;
    if (object === undefined) return lookup.isComplete('ConfigMap') ? [] : [{ path, needs: reference }];
    const missing = CONNECTION_KEYS.filter(key => stringAt(object, 'data', key) === undefined);
    if (missing.length === 0) return [];
    return [
      { path, message: `${formatReference(reference)} is no connection: ${missing.join(', ')} missing` },
    ];
  },
});
