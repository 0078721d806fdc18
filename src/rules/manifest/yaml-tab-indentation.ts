import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports tabs in leading white space, which YAML forbids and editors hide. */
export const yamlTabIndentation = defineSourceRule({
  id: 'yaml-tab-indentation',
  problem: 'tab-indentation',
  severity: 'error',
  summary: 'Indentation is made of spaces.',
  help: 'Replace the tabs with spaces.',
  source: SOURCES.yaml,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata:
  name: iomesh-zookeeper
spec:
  replicas: 3
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata:
  name: iomesh-zookeeper
spec:
\treplicas: 3
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe({ detail }) {
    const extent = Number(detail) > 1 ? `tabs are used for indentation, on ${detail} lines` : undefined;
    return { message: extent ?? 'a tab is used for indentation' };
  },
});
