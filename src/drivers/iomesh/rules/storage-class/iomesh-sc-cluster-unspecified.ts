import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { connectionNamedBy } from '../../class-connection.ts';
import { defineClassRule } from '../../class-rule.ts';
import { allClusters, clusterOf, formatKnownClusters, isConnectionConfigMap } from '../../clusters.ts';
import { PARAMETER } from '../../names.ts';

/** Rejects classes that leave open which of several IOMesh clusters they use. */
export const iomeshScClusterUnspecified = defineClassRule({
  id: 'iomesh-sc-cluster-unspecified',
  severity: 'error',
  summary: 'With several IOMesh clusters, a class says which one it uses.',
  help: 'Add iomeshCluster and clusterConnection.',
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
  replicaFactor: "2"
`,
        state: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata:
  namespace: iomesh-system
  name: iomesh
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
  replicaFactor: "2"
`,
        state: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata:
  namespace: iomesh-system
  name: iomesh
---
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata:
  namespace: iomesh-cluster-1
  name: iomesh-cluster-1
`,
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass, { lookup }, object) {
    if (allClusters(lookup).length < 2 || clusterOf(storageClass, lookup) !== undefined) return [];
    // A parameter that is there but wrong is the subject of the rules on its form and on what it names.
    const { parameters } = storageClass;
    const connection = connectionNamedBy(storageClass, lookup);
    const isEmpty = !parameters.has(PARAMETER.iomeshCluster) && !parameters.has(PARAMETER.clusterConnection);
    if (connection !== undefined && connection.object === undefined && !lookup.isComplete('ConfigMap')) {
      return [{ path: ['parameters'], needs: connection.reference }];
    }
    const leadsNowhere = connection?.object !== undefined && isConnectionConfigMap(connection.object);
    if (!isEmpty && !leadsNowhere) return [];
    const fix = `Add iomeshCluster and clusterConnection. Known clusters: ${formatKnownClusters(lookup)}.`;
    const message = 'several IOMesh clusters exist, and the class does not say which one';
    return [{ path: nearestPath(object, ['parameters']), message, fix }];
  },
});
