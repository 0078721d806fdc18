import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { defineRule } from '../../core/rule.ts';
import { formatQuantity, quantityAt } from '../../core/quantity.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachClone, sizeOf } from '../shared/each-copy.ts';
import { wantsExactCopy } from '../shared/exact-copies.ts';
import { decide } from '../../core/resolve.ts';

/** Warns of IOMesh clones that are larger than their source. */
export const pvcCloneSizeLarger = defineRule({
  id: 'pvc-clone-size-larger',
  kinds: CLAIM_KINDS,
  severity: 'warning',
  summary: 'A clone on IOMesh is not larger than its source.',
  help: 'Request the size of the source, and expand the clone afterwards.',
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
  storageClassName: fast
  resources: { requests: { storage: 2Gi } }
  dataSource: { kind: PersistentVolumeClaim, name: data }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  resources: { requests: { storage: 1Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
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
  storageClassName: iomesh
  resources: { requests: { storage: 2Gi } }
  dataSource: { kind: PersistentVolumeClaim, name: data }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  resources: { requests: { storage: 1Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
    ],
  },
  check: eachClone(CLAIM_PATHS.storageRequest, ({ json }, source, context) => {
    const path = CLAIM_PATHS.storageRequest;
    const own = quantityAt(json, ...path);
    const theirs = sizeOf(source);
    if (own === undefined || theirs === undefined || own <= theirs) return [];
    const size = formatQuantity(theirs);
    const message = `the clone is larger than its source, which has ${size}`;
    return decide(classOf(json, context.lookup), path, storageClass =>
      wantsExactCopy(storageClass, context)
        ? [{ path, message, fix: `Request ${size}, and expand the clone afterwards.` }]
        : [],
    );
  }),
});
