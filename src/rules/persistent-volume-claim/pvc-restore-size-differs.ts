import { CLAIM_KINDS } from '../../core/claims-of.ts';
import type { Report, Undecided } from '../../core/finding.ts';
import type { JsonObject } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { formatQuantity, quantityAt } from '../../core/quantity.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { eachRestore, sizeOf } from '../shared/each-copy.ts';
import { wantsExactCopy } from '../shared/exact-copies.ts';
import { decide } from '../../core/resolve.ts';
import type { Resolved } from '../../core/resolve.ts';
import { snapshottedClaim } from '../shared/snapshots.ts';

const PATH = CLAIM_PATHS.storageRequest;

/** The size to restore: what the snapshot reports, or else the size of the claim it was taken of. */
function restoreSize(snapshot: KubernetesObject, lookup: Lookup): Resolved<bigint> {
  const reported = quantityAt(snapshot, 'status', 'restoreSize');
  if (reported !== undefined) return { value: reported };
  const source = snapshottedClaim(snapshot, lookup);
  if (source === undefined || 'needs' in source) return source;
  const size = sizeOf(source.value);
  return size === undefined ? undefined : { value: size };
}

function differs(size: bigint): Report {
  const text = formatQuantity(size);
  return { path: PATH, message: `the size differs from the snapshot's, ${text}`, fix: `Request ${text}.` };
}

/** Only some drivers mind a larger volume; a smaller one cannot hold the data of any. */
function checkLarger(claim: JsonObject, size: bigint, context: RuleContext): readonly (Report | Undecided)[] {
  return decide(classOf(claim, context.lookup), PATH, storageClass =>
    wantsExactCopy(storageClass, context) ? [differs(size)] : [],
  );
}

/** Reports restored claims that are smaller than the snapshot, and on IOMesh also larger ones. */
export const pvcRestoreSizeDiffers = defineRule({
  id: 'pvc-restore-size-differs',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A restored claim has the size of the snapshot; only IOMesh refuses a larger one.',
  help: 'Request the size of the snapshot.',
  source: SOURCES.iomeshRestore,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  resources: { requests: { storage: 10Gi } }
  storageClassName: fast
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
status:
  restoreSize: 6Gi
---
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
  name: restored
spec:
  resources: { requests: { storage: 5Gi } }
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
status:
  restoreSize: 6Gi
`,
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: restored
spec:
  resources: { requests: { storage: 10Gi } }
  storageClassName: iomesh
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  resources: { requests: { storage: 6Gi } }
`,
        state: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
  namespace: default
spec:
  source: { persistentVolumeClaimName: data }
---
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
  check: eachRestore(PATH, ({ json }, snapshot, context) => {
    const own = quantityAt(json, ...PATH);
    if (own === undefined) return [];
    return decide(restoreSize(snapshot, context.lookup), PATH, size => {
      if (own === size) return [];
      return own < size ? [differs(size)] : checkLarger(json, size, context);
    });
  }),
});
