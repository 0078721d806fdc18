import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { className, classOf } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachClone } from '../shared/each-copy.ts';
import { wantsExactCopy } from '../shared/exact-copies.ts';
import { decide } from '../../core/resolve.ts';

/** Reports IOMesh clones of another class than their source's. */
export const pvcCloneClassDiffers = defineRule({
  id: 'pvc-clone-class-differs',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A clone on IOMesh has the StorageClass of its source.',
  help: 'Use the StorageClass of the source.',
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
  storageClassName: iomesh
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: iomesh
`,
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  storageClassName: gold
  dataSource: { kind: PersistentVolumeClaim, name: data }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: silver
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: gold
provisioner: csi.example.com
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
  storageClassName: iomesh-fast
  dataSource: { kind: PersistentVolumeClaim, name: data }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: iomesh
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-fast
provisioner: com.iomesh.csi-driver
`,
        findings: [{ path: '/spec/storageClassName' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
spec:
  storageClassName: iomesh
  dataSource: { kind: PersistentVolumeClaim, name: data }
`,
        findings: [{ path: '/spec/storageClassName', severity: 'unknown' }],
      },
    ],
  },
  check: eachClone(CLAIM_PATHS.storageClassName, ({ json }, source, context) => {
    const own = className(json, context.lookup);
    const theirs = className(source, context.lookup);
    if (own === undefined || theirs === undefined || own === theirs) return [];
    const path = nearestPath(json, CLAIM_PATHS.storageClassName);
    const report = { path, message: `the class is ${own}, the source's is ${theirs}`, fix: `Use ${theirs}.` };
    return decide(classOf(json, context.lookup), path, storageClass =>
      wantsExactCopy(storageClass, context) ? [report] : [],
    );
  }),
});
