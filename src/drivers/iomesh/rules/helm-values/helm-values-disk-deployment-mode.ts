import { SOURCES } from '../../../../core/sources.ts';
import { DISK_DEPLOYMENT_MODES } from '../../block-devices/mount-types.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';

/** Rejects disk deployment modes that do not exist. */
export const helmValuesDiskDeploymentMode = enumFieldRule({
  id: 'helm-values-disk-deployment-mode',
  kinds: ['HelmValues'],
  summary: 'The disk deployment mode is hybridFlash or allFlash.',
  help: 'Use hybridFlash or allFlash.',
  source: SOURCES.iomeshInstall,
  paths: [['diskDeploymentMode']],
  allowed: DISK_DEPLOYMENT_MODES,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
diskDeploymentMode: allFlash
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
diskDeploymentMode: allflash
`,
        findings: [{ path: '/diskDeploymentMode' }],
      },
    ],
  },
});
