import { SOURCES } from '../../../../core/sources.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';
import { isIomeshValues } from '../../helm/helm-values.ts';

/** Rejects platforms that do not exist. */
export const helmValuesPlatform = enumFieldRule({
  id: 'helm-values-platform',
  kinds: ['HelmValues'],
  summary: 'The platform is hygon_x86_64 or empty.',
  help: 'Use hygon_x86_64 on that platform, else leave it empty.',
  source: SOURCES.iomeshInstall,
  paths: [['platform']],
  allowed: ['', 'hygon_x86_64'],
  applies: isIomeshValues,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
edition: enterprise
platform: hygon_x86_64
iomesh: {chunk: {dataCIDR: 10.234.1.0/24}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
platform: hygon
iomesh: {chunk: {dataCIDR: 10.234.1.0/24}}
`,
        findings: [{ path: '/platform' }],
      },
    ],
  },
});
