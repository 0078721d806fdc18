import { SOURCES } from '../../../../core/sources.ts';
import { DISK_DEPLOYMENT_MODES } from '../../block-devices/mount-types.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects disk deployment modes that do not exist. */
export const iomeshClusterDiskDeploymentModeInvalid = enumFieldRule({
  id: 'iomesh-cluster-disk-deployment-mode-invalid',
  kinds: ['IOMeshCluster'],
  summary: 'The disk deployment mode is hybridFlash or allFlash.',
  help: 'Use hybridFlash or allFlash.',
  source: SOURCES.iomeshInstall,
  paths: [['spec', 'diskDeploymentMode']],
  allowed: DISK_DEPLOYMENT_MODES,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {diskDeploymentMode: hybrid-flash}
`,
        findings: [{ path: '/spec/diskDeploymentMode' }],
      },
    ],
  },
});
