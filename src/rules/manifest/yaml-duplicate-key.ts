import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports a key that stands twice in one mapping: parsers differ in which of the two they keep, or refuse both. */
export const yamlDuplicateKey = defineSourceRule({
  id: 'yaml-duplicate-key',
  problem: 'duplicate-key',
  severity: 'error',
  summary: 'Every key of a mapping stands there once.',
  help: 'Delete one of the two.',
  source: SOURCES.yaml,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
`,
      },
    ],
    invalid: [
      {
        yaml: `
kind: PersistentVolumeClaim
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe({ detail, line, firstLine }) {
    const lines = firstLine === undefined ? '' : ` (lines ${firstLine} and ${line})`;
    return { message: `key "${detail}" appears twice${lines}` };
  },
});
