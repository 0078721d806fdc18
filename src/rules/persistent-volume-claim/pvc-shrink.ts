import { formatQuantity, quantityAt } from '../../core/quantity.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';

/** Explains that volumes do not shrink. Taking back a growth that has not happened yet is possible. */
export const pvcShrink = defineRule({
  id: 'pvc-shrink',
  kinds: ['PersistentVolumeClaim'],
  when: 'UPDATE',
  severity: 'error',
  summary: 'The request of a claim is never reduced below the size that its volume has.',
  help: 'Keep the size; to have less, create a smaller claim and copy the data.',
  source: SOURCES.kubernetesPersistentVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  resources: { requests: { storage: 20Gi } }
status:
  capacity: { storage: 10Gi }
`,
        old: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  resources: { requests: { storage: 100Gi } }
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
  resources: { requests: { storage: 1Gi } }
`,
        old: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  resources: { requests: { storage: 2Gi } }
`,
        operation: 'UPDATE',
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
    ],
  },
  check(claim, { request }) {
    const path = CLAIM_PATHS.storageRequest;
    const before = quantityAt(request?.oldObject, ...path);
    const after = quantityAt(claim, ...path);
    if (before === undefined || after === undefined || after >= before) return [];
    const capacity = quantityAt(claim, 'status', 'capacity', 'storage');
    if (capacity !== undefined && after > capacity) return [];
    const size = formatQuantity(capacity ?? before);
    return [
      { path, message: `the request cannot be reduced to ${formatQuantity(after)}; the volume has ${size}` },
    ];
  },
});
