import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Tells apart Helm values and fragments, which are skipped, from manifests. */
export const yamlNotAManifest = defineSourceRule({
  id: 'yaml-not-a-manifest',
  problem: 'not-a-manifest',
  severity: 'info',
  summary: 'A document is a Kubernetes object with apiVersion and kind.',
  help: 'Give Helm values with --helm-values; to a manifest add apiVersion and kind.',
  source: SOURCES.kubernetesObjects,
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
nameOverride: storage
replicas: 3
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe: ({ detail }) => ({ message: `looks like values or a fragment (${detail}), not like a manifest` }),
});
