import { CLAIM_KINDS } from '../../../../core/claims-of.ts';
import type { Report, Undecided } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { storageClassOf } from '../../../../core/persistent-volume-claim.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { deviceClassOf } from '../../device-class.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';
import { ownClaims } from '../../own-claims.ts';
import type { OwnClaim } from '../../own-claims.ts';
import { ownStorageClass } from '../../own-storage-class.ts';
import type { OwnStorageClass } from '../../own-storage-class.ts';
import { sourceClaimOf } from '../../source-volume.ts';

/** To the driver an empty name is the default class too. */
function nameOfClass({ storageClass, names }: OwnStorageClass): string {
  const deviceClass = deviceClassOf(storageClass, names);
  return ['', DEFAULT_DEVICE_CLASS].includes(deviceClass) ? 'the default class' : deviceClass;
}

function missingSource(
  { claim: { dataSource } }: OwnClaim,
  path: Report['path'],
  lookup: Lookup,
): Undecided[] {
  const kind = 'PersistentVolumeClaim';
  if (dataSource?.kind !== kind || lookup.isComplete(kind)) return [];
  return [{ path, needs: { kind, namespace: dataSource.namespace, name: dataSource.name } }];
}

function judge(object: KubernetesObject, own: OwnClaim, lookup: Lookup): readonly (Report | Undecided)[] {
  const field = at(object, ...own.specPath, 'dataSourceRef') === undefined ? 'dataSource' : 'dataSourceRef';
  const path = [...own.specPath, field];
  if (own.claim.isBound || own.claim.dataSource === undefined) return [];
  const source = sourceClaimOf(own.claim, lookup);
  if (source === undefined) return missingSource(own, path, lookup);
  const found = storageClassOf(source, lookup);
  const sourceClass = typeof found === 'string' ? undefined : ownStorageClass(found);
  if (sourceClass === undefined || nameOfClass(sourceClass) === nameOfClass(own)) return [];
  const message = `the source is in ${nameOfClass(sourceClass)}, the claim in ${nameOfClass(own)}`;
  return [{ path, message }];
}

/** Reports clones and restored snapshots whose device class is not that of their source. */
export const topolvmPvcCloneClassDiffers = defineRule({
  id: 'topolvm-pvc-clone-class-differs',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A clone or a restored snapshot is in the device class of its source.',
  help: 'Use a StorageClass with the device class of the source.',
  source: SOURCES.topolvmController,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: copy, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-thin-copy
  dataSource: { kind: PersistentVolumeClaim, name: data }
  resources: { requests: { storage: 10Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-thin }
provisioner: topolvm.io
parameters: { topolvm.io/device-class: thin }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-thin-copy }
provisioner: topolvm.io
parameters: { topolvm.io/device-class: thin }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: topolvm-thin, volumeName: pvc-1 }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: copy, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-fast
  dataSource: { kind: PersistentVolumeClaim, name: data }
  resources: { requests: { storage: 10Gi } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: unknown, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: topolvm-fast
  dataSourceRef: { kind: PersistentVolumeClaim, name: elsewhere }
  resources: { requests: { storage: 10Gi } }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-thin }
provisioner: topolvm.io
parameters: { topolvm.io/device-class: thin }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-fast }
provisioner: topolvm.io
parameters: { topolvm.io/device-class: fast }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: topolvm-thin, volumeName: pvc-1 }
`,
        findings: [{ path: '/spec/dataSource' }, { path: '/spec/dataSourceRef', severity: 'unknown' }],
      },
    ],
  },
  check(object, { lookup }) {
    return ownClaims(object, lookup).flatMap(own => judge(object, own, lookup));
  },
});
