import { SOURCES } from '../../../../core/sources.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';
import { DRIVER_PATHS } from '../../helm/helm-values.ts';

/** Rejects deployment modes of the CSI driver that do not exist. */
export const helmValuesDeploymentMode = enumFieldRule({
  id: 'helm-values-deployment-mode',
  kinds: ['HelmValues'],
  summary: 'The deployment mode of the CSI driver is EXTERNAL or HCI.',
  help: 'Use EXTERNAL or HCI.',
  source: SOURCES.iomeshExternalStorage,
  paths: DRIVER_PATHS.map(path => [...path, 'deploymentMode']),
  allowed: ['EXTERNAL', 'HCI'],
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
driver: {clusterID: my-iomesh, deploymentMode: EXTERNAL}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
driver: {clusterID: my-iomesh, deploymentMode: HCL}
`,
        findings: [{ path: '/driver/deploymentMode' }],
      },
    ],
  },
});
