import { SOURCES } from '../../../../core/sources.ts';
import { parameterEnumRule } from '../../parameter-rules.ts';

/** Rejects values of `thinProvision` that are neither true nor false. */
export const iomeshScThinProvisionInvalid = parameterEnumRule('thinProvision', {
  id: 'iomesh-sc-thin-provision-invalid',
  summary: 'Thin provisioning is either "true" or "false".',
  help: 'Use "true" or "false".',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-thick
provisioner: com.iomesh.csi-driver
parameters:
  thinProvision: "false"
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-thin
provisioner: com.iomesh.csi-driver
parameters:
  thinProvision: "yes"
`,
        findings: [{ path: '/parameters/thinProvision' }],
      },
    ],
  },
});
