import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { readLvmdConfig } from '../../lvmd/config.ts';

/** Reports a configuration in a ConfigMap that is no YAML mapping. */
export const lvmdConfigUnreadable = defineRule({
  id: 'lvmd-config-unreadable',
  kinds: ['ConfigMap'],
  severity: 'error',
  summary: 'The lvmd.yaml in a ConfigMap is YAML.',
  help: 'Correct the YAML under data["lvmd.yaml"]; lvmd does not start without it.',
  source: SOURCES.topolvmLvmd,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: topolvm-lvmd-0, namespace: topolvm-system }
data:
  lvmd.yaml: |
    device-classes:
      - { name: ssd, volume-group: vg-ssd, default: true }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: topolvm-lvmd-0, namespace: topolvm-system }
data:
  lvmd.yaml: |
    device-classes:
      - name: ssd
       volume-group: vg-ssd
`,
        findings: [{ path: '/data/lvmd.yaml' }],
      },
    ],
  },
  check(object, { parseYaml }) {
    const config = readLvmdConfig(object, parseYaml);
    if (config === undefined || !('error' in config)) return [];
    return [{ path: ['data', 'lvmd.yaml'], message: 'lvmd.yaml is not a YAML mapping' }];
  },
});
