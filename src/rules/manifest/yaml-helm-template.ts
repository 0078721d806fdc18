import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports a chart's template, which is no YAML before Helm has rendered it. */
export const yamlHelmTemplate = defineSourceRule({
  id: 'yaml-helm-template',
  problem: 'helm-template',
  severity: 'warning',
  summary: 'Helm templates are rendered before they are checked.',
  help: 'Run "helm template" on the chart and check its output.',
  source: SOURCES.helmTemplate,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-settings
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe: () => ({ message: 'Helm template; render it first' }),
});
