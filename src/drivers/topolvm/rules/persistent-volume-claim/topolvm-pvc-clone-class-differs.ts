import { classOf } from '../../../../core/claim-class.ts';
import { decide } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { readOwnClass } from '../../classes/own-class.ts';
import type { OwnClass } from '../../classes/own-class.ts';
import { sourceClaimOf } from '../../claims/source-volume.ts';
import { deviceClassOf } from '../../classes/device-class.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';

/** To the driver an empty name is the default class too. */
function nameOfClass({ storageClass, names }: OwnClass): string {
  const deviceClass = deviceClassOf(storageClass, names);
  return ['', DEFAULT_DEVICE_CLASS].includes(deviceClass) ? 'the default class' : deviceClass;
}

/** Reports clones and restored snapshots whose device class is not that of their source. */
export const topolvmPvcCloneClassDiffers = ownClaimRule({
  id: 'topolvm-pvc-clone-class-differs',
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
  concerns: ({ decoded }) => decoded.dataSource !== undefined && !decoded.isBound,
  check({ decoded: { dataSource } }, own, { lookup }) {
    if (dataSource === undefined) return [];
    const path = ['spec', dataSource.field];
    return decide(sourceClaimOf(dataSource, lookup), path, source =>
      decide(classOf(source, lookup), path, storageClass => {
        const theirs = readOwnClass(storageClass);
        if (theirs === undefined || nameOfClass(theirs) === nameOfClass(own)) return [];
        return [
          { path, message: `the source is in ${nameOfClass(theirs)}, the claim in ${nameOfClass(own)}` },
        ];
      }),
    );
  },
});
