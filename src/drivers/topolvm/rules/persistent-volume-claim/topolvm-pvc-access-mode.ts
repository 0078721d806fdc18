import { accessModeReports } from '../../../../core/access-modes.ts';
import type { HeldClaim } from '../../../../core/claims-of.ts';
import type { Report } from '../../../../core/finding.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';

const SUPPORTED = ['ReadWriteOnce', 'ReadWriteOncePod'];

function check({ json }: HeldClaim): readonly Report[] {
  return accessModeReports(json, mode =>
    SUPPORTED.includes(mode) ? undefined : `TopoLVM does not support the access mode ${mode}`,
  );
}

/** Reports access modes that TopoLVM refuses. */
export const topolvmPvcAccessMode = ownClaimRule({
  id: 'topolvm-pvc-access-mode',
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
  concerns: claim => check(claim).length > 0,
  check,
});
