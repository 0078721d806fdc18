import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { decodeHeldClaim } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { mustExist } from '../../core/resolve.ts';

/** Warns of claims whose class does not exist: they stay Pending. Volumes made by hand need no class object. */
export const pvcStorageClassMissing = defineRule({
  id: 'pvc-storage-class-missing',
  kinds: CLAIM_KINDS,
  severity: 'warning',
  summary: 'The StorageClass of a claim exists.',
  help: 'Create the class, or correct storageClassName.',
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
  storageClassName: fast
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: manual
`,
        state: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: share-1
spec:
  storageClassName: manual
`,
        live: true,
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
  storageClassName: fats
`,
        live: true,
        findings: [{ path: '/spec/storageClassName' }],
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
        storageClassName: fast
`,
        findings: [{ path: '/spec/volumeClaimTemplates/0/spec/storageClassName', severity: 'unknown' }],
      },
    ],
  },
  check: eachClaim((claim, { lookup }) => {
    const { isBound, storageClassName: name } = decodeHeldClaim(claim);
    if (isBound || name === undefined || name === '') return [];
    if (lookup.indexed('PersistentVolume/storageClassName', name).length > 0) return [];
    return mustExist(lookup, { kind: 'StorageClass', name }, CLAIM_PATHS.storageClassName);
  }),
});
