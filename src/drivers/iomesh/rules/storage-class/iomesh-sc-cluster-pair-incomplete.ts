import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { PARAMETER } from '../../names.ts';

/** Warns of classes that give only one of the two parameters that choose a cluster. */
export const iomeshScClusterPairIncomplete = defineClassRule({
  id: 'iomesh-sc-cluster-pair-incomplete',
  severity: 'warning',
  summary: 'A class that chooses an IOMesh cluster sets clusterConnection and iomeshCluster.',
  help: 'Set both clusterConnection and iomeshCluster.',
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
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-only-cluster
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "2"
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
  clusterConnection: iomesh-system/iomesh-csi-configmap
`,
        findings: [{ path: '/parameters' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
parameters:
  iomeshCluster: iomesh-system/iomesh
`,
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check({ parameters }) {
    const pair = [PARAMETER.clusterConnection, PARAMETER.iomeshCluster];
    const missing = pair.filter(key => !parameters.has(key));
    if (missing.length !== 1) return [];
    const present = pair.filter(key => parameters.has(key));
    return [{ path: ['parameters'], message: `${present.join()} is set without ${missing.join()}` }];
  },
});
