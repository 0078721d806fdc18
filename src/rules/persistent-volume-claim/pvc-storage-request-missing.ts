import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { at } from '../../core/json.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';

/** Reports claims that ask for no size; mostly the request stands at the wrong depth. */
export const pvcStorageRequestMissing = defineRule({
  id: 'pvc-storage-request-missing',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A claim requests a size.',
  help: 'Write spec.resources.requests.storage, and check the indentation under spec.',
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
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`,
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
  accessModes: [ReadWriteOnce]
  resources:
  requests:
    storage: 10Gi
`,
        findings: [{ path: '/spec/resources' }],
      },
      {
        yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
`,
        findings: [{ path: '/spec/volumeClaimTemplates/0/spec' }],
      },
    ],
  },
  check: eachClaim(({ json }) => {
    if (at(json, ...CLAIM_PATHS.storageRequest) !== undefined) return [];
    const path = nearestPath(json, CLAIM_PATHS.storageRequest);
    return [{ path, message: 'spec.resources.requests.storage is missing' }];
  }),
});
