import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports `...` inside a manifest: meant as an ellipsis, it ends the document and splits the object in two. */
export const yamlDocumentEndMarker = defineSourceRule({
  id: 'yaml-document-end-marker',
  problem: 'document-end-marker',
  severity: 'warning',
  summary: 'No line "..." splits a manifest.',
  help: 'Remove the ellipsis line, or write the lines that it stands for.',
  source: SOURCES.yaml,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-1
spec:
  volumeMode: Filesystem
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-1
...
spec:
  volumeMode: Filesystem
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe: ({ detail }) => ({
    message: `"..." ends the document, so what follows is lost${detail && `, from "${detail}" on`}`,
  }),
});
