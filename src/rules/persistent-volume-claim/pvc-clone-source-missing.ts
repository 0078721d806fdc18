import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { cloneSource, eachSourceExists } from '../shared/claim-source.ts';

/** Warns of clones whose source does not exist (yet): they stay Pending. */
export const pvcCloneSourceMissing = defineRule({
  id: 'pvc-clone-source-missing',
  kinds: CLAIM_KINDS,
  severity: 'warning',
  summary: 'The claim that a clone is made of exists.',
  help: 'Create the source claim first, in the same namespace, or correct its name.',
  source: SOURCES.iomeshClonePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
  namespace: shop
spec:
  dataSource:
    kind: PersistentVolumeClaim
    name: data
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: shop
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
  namespace: shop
spec:
  dataSource:
    kind: PersistentVolumeClaim
    name: data
`,
        live: true,
        findings: [{ path: '/spec/dataSource/name' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
  namespace: shop
spec:
  dataSource:
    kind: PersistentVolumeClaim
    name: data
`,
        findings: [{ path: '/spec/dataSource/name', severity: 'unknown' }],
      },
    ],
  },
  check: eachSourceExists(cloneSource),
});
