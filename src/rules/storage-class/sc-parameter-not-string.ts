import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { nonStringMembers } from '../shared/quoting.ts';

/** Reports parameters that YAML does not read as text; the API server refuses the class. */
export const scParameterNotString = defineRule({
  id: 'sc-parameter-not-string',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The parameters of a StorageClass are strings.',
  help: 'Put the value in quotes; for a map use a block scalar ("|").',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: replicated
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
  name: replicated
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: 2
  thinProvision: true
`,
        findings: [{ path: '/parameters/replicaFactor' }, { path: '/parameters/thinProvision' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local-device
provisioner: com.iomesh.iomesh-localpv-manager
parameters:
  volumeType: device
  deviceSelector: {}
`,
        findings: [{ path: '/parameters/deviceSelector' }],
      },
    ],
  },
  check: storageClass => nonStringMembers(storageClass, ['parameters']),
});
