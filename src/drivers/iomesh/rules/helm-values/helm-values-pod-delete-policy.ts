import { SOURCES } from '../../../../core/sources.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';
import { DRIVER_PATHS } from '../../helm/helm-values.ts';

/** Rejects pod delete policies that do not exist. */
export const helmValuesPodDeletePolicy = enumFieldRule({
  id: 'helm-values-pod-delete-policy',
  kinds: ['HelmValues'],
  summary: 'The pod delete policy of the CSI driver is one of its four values.',
  help: 'Use no-delete-pod, delete-deployment-pod, delete-statefulset-pod or delete-both-statefulset-and-deployment-pod.',
  source: SOURCES.iomeshExternalStorage,
  paths: DRIVER_PATHS.map(path => [...path, 'controller', 'driver', 'podDeletePolicy']),
  allowed: [
    'no-delete-pod',
    'delete-deployment-pod',
    'delete-statefulset-pod',
    'delete-both-statefulset-and-deployment-pod',
  ],
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
csi-driver:
  driver:
    controller: {driver: {podDeletePolicy: no-delete-pod}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
csi-driver:
  driver:
    controller: {driver: {podDeletePolicy: delete-statefulset-pods}}
`,
        findings: [{ path: '/csi-driver/driver/controller/driver/podDeletePolicy' }],
      },
    ],
  },
});
