import type { Driver, DriverContext } from '../core/driver.ts';
import type { PersistentVolumeClaim } from '../core/persistent-volume-claim.ts';
import type { StorageClass } from '../core/storage-class.ts';

const GIB = 1n << 30n;

/** A claim of a class that nobody has made, to ask a driver about the class. */
const ANY_CLAIM: PersistentVolumeClaim = {
  namespace: '',
  name: 'any',
  uid: '',
  storageClassName: '',
  accessModes: ['ReadWriteOnce'],
  volumeMode: 'Filesystem',
  requestBytes: GIB,
  limitBytes: undefined,
  volumeName: undefined,
  isBound: false,
  selectedNode: undefined,
  dataSource: undefined,
};

/** The pool of the nodes that volumes of a class come from; `undefined` for drivers whose space belongs to no node. */
export function poolOfClass(
  storageClass: StorageClass,
  driver: Driver,
  context: DriverContext,
): string | undefined {
  const claim = { ...ANY_CLAIM, storageClassName: storageClass.name };
  const made = {
    namespace: claim.namespace,
    name: claim.name,
    source: 'persistentVolumeClaim',
    volumeIndexes: [0],
    claim,
    storageClass,
    missingStorageClass: undefined,
    volume: undefined,
  } as const;
  return driver.demand([made], context).pools[0]?.pool;
}
