import { quantityAt } from '../../core/quantity.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { decide } from '../../core/resolve.ts';

/** Explains why a claim cannot grow: its class has to allow it. */
export const pvcExpandNotAllowed = defineRule({
  id: 'pvc-expand-not-allowed',
  kinds: ['PersistentVolumeClaim'],
  when: 'UPDATE',
  severity: 'error',
  summary: 'A claim grows only when its StorageClass allows expansion.',
  help: 'Set allowVolumeExpansion: true on the StorageClass first.',
  source: SOURCES.iomeshExpandPv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  resources: { requests: { storage: 2Gi } }
`,
        old: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  resources: { requests: { storage: 1Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
allowVolumeExpansion: true
`,
        operation: 'UPDATE',
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  resources: { requests: { storage: 2Gi } }
`,
        old: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  resources: { requests: { storage: 1Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        operation: 'UPDATE',
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
    ],
  },
  check(claim, { lookup, request }) {
    const path = CLAIM_PATHS.storageRequest;
    const before = quantityAt(request?.oldObject, ...path);
    const after = quantityAt(claim, ...path);
    if (before === undefined || after === undefined || after <= before) return [];
    return decide(classOf(claim, lookup), path, ({ allowVolumeExpansion, name }) =>
      allowVolumeExpansion ? [] : [{ path, message: `StorageClass ${name} does not allow expansion` }],
    );
  },
});
