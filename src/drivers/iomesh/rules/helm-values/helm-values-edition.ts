import { SOURCES } from '../../../../core/sources.ts';
import { enumFieldRule } from '../../checks/enum-field-rule.ts';
import { EDITION_PATHS, isIomeshValues } from '../../helm/helm-values.ts';

/** Rejects editions that do not exist. */
export const helmValuesEdition = enumFieldRule({
  id: 'helm-values-edition',
  kinds: ['HelmValues'],
  summary: 'The edition is community, enterprise or empty.',
  help: 'Use community, enterprise, or leave it empty.',
  source: SOURCES.iomeshInstall,
  paths: EDITION_PATHS,
  allowed: ['', 'community', 'enterprise'],
  applies: isIomeshValues,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
edition: enterprise
platform: ""
iomesh: {chunk: {dataCIDR: 10.234.1.0/24}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
edition: comunity
iomesh: {chunk: {dataCIDR: 10.234.1.0/24}}
`,
        findings: [{ path: '/edition' }],
      },
    ],
  },
});
