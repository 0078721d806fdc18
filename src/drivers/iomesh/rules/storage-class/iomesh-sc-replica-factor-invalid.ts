import { SOURCES } from '../../../../core/sources.ts';
import { parameterEnumRule } from '../../parameter-rules.ts';

/** Rejects numbers of replicas that IOMesh does not keep. */
export const iomeshScReplicaFactorInvalid = parameterEnumRule('replicaFactor', {
  id: 'iomesh-sc-replica-factor-invalid',
  summary: 'The number of replicas is one that IOMesh keeps.',
  help: 'Use "2" or "3".',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-safe
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "3"
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-scratch
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "1"
`,
        findings: [{ path: '/parameters/replicaFactor' }],
      },
    ],
  },
});
