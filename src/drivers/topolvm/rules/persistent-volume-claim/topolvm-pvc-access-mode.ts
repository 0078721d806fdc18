import { CLAIM_KINDS } from '../../../../core/claims-of.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaims } from '../../own-claims.ts';

const SUPPORTED = ['ReadWriteOnce', 'ReadWriteOncePod'];

/** Reports access modes that TopoLVM refuses. */
export const topolvmPvcAccessMode = defineRule({
  id: 'topolvm-pvc-access-mode',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'Claims of TopoLVM are for one node: ReadWriteOnce or ReadWriteOncePod.',
  help: 'Use ReadWriteOnce or ReadWriteOncePod: a logical volume is on one node.',
  source: SOURCES.topolvmController,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOncePod]
  storageClassName: topolvm-ssd
  resources: { requests: { storage: 10Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteMany]
  storageClassName: topolvm-ssd
  resources: { requests: { storage: 10Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce, ReadOnlyMany]
        storageClassName: topolvm-ssd
        resources: { requests: { storage: 10Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
        findings: [
          { path: '/spec/accessModes/0' },
          { path: '/spec/volumeClaimTemplates/0/spec/accessModes/1' },
        ],
      },
    ],
  },
  check(object, { lookup }) {
    return ownClaims(object, lookup).flatMap(({ claim, specPath }) =>
      [...claim.accessModes.entries()]
        .filter(([, mode]) => !SUPPORTED.includes(mode))
        .map(([index, mode]) => ({
          path: [...specPath, 'accessModes', index],
          message: `TopoLVM does not support the access mode ${mode}`,
        })),
    );
  },
});
