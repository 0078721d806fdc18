import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { nonStringMembers } from '../shared/quoting.ts';

/** Reports annotations whose value YAML reads as a boolean or a number; the API server refuses them. */
export const metadataAnnotationNotString = defineRule({
  id: 'metadata-annotation-not-string',
  kinds: ['*'],
  when: 'manifest',
  severity: 'error',
  summary: 'The value of an annotation is a string.',
  help: 'Put the value in quotes.',
  source: SOURCES.kubernetesObjects,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: lun
  annotations:
    iomesh.com/external-use: "true"
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: lun
  annotations:
    iomesh.com/external-use: true
`,
        findings: [{ path: '/metadata/annotations/iomesh.com~1external-use' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
  annotations:
    example.com/revision: 2
    example.com/note:
`,
        findings: [
          { path: '/metadata/annotations/example.com~1revision' },
          { path: '/metadata/annotations/example.com~1note' },
        ],
      },
    ],
  },
  check: object => nonStringMembers(object, ['metadata', 'annotations']),
});
