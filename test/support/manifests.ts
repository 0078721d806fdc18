/** A class without any finding of its own. */
export const GOOD_CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: good
provisioner: topolvm.io
parameters:
  topolvm.io/device-class: ssd
volumeBindingMode: WaitForFirstConsumer
`;

/** A class with an error at 8:30. */
export const BAD_CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: bad
provisioner: com.iomesh.csi-driver
reclaimPolicy: Delete
parameters:
  csi.storage.k8s.io/fstype: ex4
`;

/** A class with a warning at 7:3. */
export const DOUBTFUL_CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: doubtful
provisioner: com.iomesh.csi-driver
parameters:
  reclaimPolicy: Delete
`;

/** A class with an info at 9:16. */
export const REMARKABLE_CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: remarkable
provisioner: com.iomesh.iomesh-localpv-manager
parameters:
  volumeType: hostpath
  basePath: /mnt/quota
  enableQuota: "true"
volumeBindingMode: WaitForFirstConsumer
`;

/** A claim of a class that is not in the input. */
export const UNDECIDED_CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  namespace: shop
  name: data
spec:
  storageClassName: elsewhere
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
`;
