import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports text that the YAML parser cannot read. */
export const yamlParseError = defineSourceRule({
  id: 'yaml-parse-error',
  problem: 'parse-error',
  severity: 'error',
  summary: 'A manifest is valid YAML.',
  help: 'Mend the line; most often the indentation is off: keep "- key" deeper than its parent.',
  source: SOURCES.yaml,
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
  name: settings
 labels:
    app: web
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe: problem => ({ message: `not valid YAML: ${problem.detail}` }),
});
