import SCHEMA from './parameters.schema.json' with { type: 'json' };

/** The driver's id. */
export const DRIVER_ID = 'iomesh-localpv';

/** The name of its CSI driver, which classes give as their provisioner. */
export const PROVISIONER = 'com.iomesh.iomesh-localpv-manager';

/** The node label, and topology key of its volumes, that the driver sets where it runs. */
export const NODE_LABEL = 'topology.iomesh-localpv-manager.csi/node';

/** Volume type and pool of directories. */
export const HOSTPATH = 'hostpath';

/** Volume type and pool of whole block devices. */
export const DEVICE = 'device';

/** The directory of the class that an installation creates; it rarely is a file system of its own. */
export const DEFAULT_BASE_PATH = '/var/iomesh/local';

/** Names of its StorageClass parameters. */
export const PARAMETER = {
  volumeType: 'volumeType',
  basePath: 'basePath',
  enableQuota: 'enableQuota',
  deviceSelector: 'deviceSelector',
  fstype: 'csi.storage.k8s.io/fstype',
} as const;

/** The values of `volumeType`. */
export const VOLUME_TYPES: readonly string[] = SCHEMA.properties.volumeType.enum;

/** The values of `enableQuota`. */
export const QUOTA_VALUES: readonly string[] = SCHEMA.properties.enableQuota.enum;

/** The documented file systems; later releases may know more, so the schema does not enforce them. */
export const FILE_SYSTEMS: readonly string[] = SCHEMA.properties[PARAMETER.fstype].examples;

/** The prefix of the labels that IOMesh puts on BlockDevices. */
export const IOMESH_DEVICE_LABEL_PREFIX = 'iomesh.com/bd-';

/** BlockDevice label: the device's path with dots for slashes, `dev.sdb`; it may change at every restart. */
export const DEVICE_PATH_LABEL = 'iomesh.com/bd-devicePath';

/** BlockDevice label: disk or partition. */
const DEVICE_TYPE_LABEL = 'iomesh.com/bd-deviceType';

/** BlockDevice label: SSD or HDD. Node Disk Manager's own field is called driveType. */
const DRIVER_TYPE_LABEL = 'iomesh.com/bd-driverType';

/** All labels that IOMesh puts on BlockDevices. */
export const IOMESH_DEVICE_LABELS = [
  DEVICE_PATH_LABEL,
  DEVICE_TYPE_LABEL,
  DRIVER_TYPE_LABEL,
  'iomesh.com/bd-serial',
  'iomesh.com/bd-vendor',
] as const;

/** Labels that Node Disk Manager itself puts, or lets people put, on BlockDevices. */
export const NDM_DEVICE_LABELS = [
  'kubernetes.io/hostname',
  'ndm.io/blockdevice-type',
  'ndm.io/managed',
  'openebs.io/block-device-tag',
] as const;

/**
 * The values of the BlockDevice labels that have a fixed set; NVME and loop come from releases before 1.0.
 */
export const DEVICE_LABEL_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  [DRIVER_TYPE_LABEL, ['SSD', 'HDD', 'NVME']],
  [DEVICE_TYPE_LABEL, ['disk', 'partition', 'loop']],
]);
