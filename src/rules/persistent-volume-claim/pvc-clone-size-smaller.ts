import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { defineRule } from '../../core/rule.ts';
import { formatQuantity, quantityAt } from '../../core/quantity.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachClone, sizeOf } from '../shared/each-copy.ts';

/** Reports clones that are too small for what their source holds. */
export const pvcCloneSizeSmaller = defineRule({
  id: 'pvc-clone-size-smaller',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A clone is not smaller than its source.',
  help: 'Request the size of the source.',
  source: SOURCES.iomeshClonePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  resources: { requests: { storage: 1Gi } }
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  resources: { requests: { storage: 1024Mi } }
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
spec:
  resources: { requests: { storage: 1Gi } }
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  resources: { requests: { storage: 1Gi } }
status:
  capacity: { storage: 2Gi }
`,
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  resources: { requests: { storage: 1Gi } }
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        findings: [{ path: '/spec/resources/requests/storage', severity: 'unknown' }],
      },
    ],
  },
  check: eachClone(CLAIM_PATHS.storageRequest, ({ json }, source) => {
    const path = CLAIM_PATHS.storageRequest;
    const own = quantityAt(json, ...path);
    const theirs = sizeOf(source);
    if (own === undefined || theirs === undefined || own >= theirs) return [];
    const size = formatQuantity(theirs);
    return [
      { path, message: `the clone is smaller than its source, which has ${size}`, fix: `Request ${size}.` },
    ];
  }),
});
