import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { nonStringMembers } from '../shared/quoting.ts';

/** Reports values in `data` of a ConfigMap that YAML does not read as text; the API server refuses them. */
export const configmapDataNotString = defineRule({
  id: 'configmap-data-not-string',
  kinds: ['ConfigMap'],
  when: 'manifest',
  severity: 'error',
  summary: 'The values in data of a ConfigMap are strings.',
  help: 'Put the value in quotes, or use a block scalar.',
  source: SOURCES.kubernetesConfigMap,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  replicas: "3"
  config: |
    verbose: true
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
data:
  replicas: 3
  config:
    verbose: true
`,
        findings: [{ path: '/data/replicas' }, { path: '/data/config' }],
      },
    ],
  },
  check: configMap => nonStringMembers(configMap, ['data']),
});
