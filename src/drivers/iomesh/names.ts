import type { Settings } from '../../core/settings.ts';

/** The name of the IOMesh CSI driver. */
export const PROVISIONER = 'com.iomesh.csi-driver';
/** The name the driver had while it was called ZBS CSI driver; volumes of that time still carry it. */
const LEGACY_PROVISIONER = 'zbs-csi-driver.iomesh.com';

/** The StorageClass that the installation makes; it is meant for the one cluster of a plain installation. */
export const DEFAULT_CLASS_NAME = 'iomesh-csi-driver';
/** Where the installation puts the management cluster. */
export const DEFAULT_CLUSTER = { namespace: 'iomesh-system', name: 'iomesh' } as const;

/** On claims: the name of the Secret with the CHAP user and password, in the claim's namespace. */
export const AUTH_KEY_ANNOTATION = 'iomesh.com/key';
/** On claims: `"true"` serves the volume to iSCSI initiators outside the Kubernetes cluster. */
export const EXTERNAL_USE_ANNOTATION = 'iomesh.com/external-use';
/** On claims: the names of the initiators that may log in, separated by commas. */
export const IQN_LIST_ANNOTATION = 'iomesh.com/iscsi-lun-iqn-allow-list';

/** The parts of an IOMeshCluster that take a `podPolicy`. */
export const COMPONENTS = ['meta', 'chunk', 'redirector'] as const;
/** A part of an IOMeshCluster that takes a `podPolicy`. */
export type Component = (typeof COMPONENTS)[number];

/** Keys of StorageClass parameters that rules and the topology read. */
export const PARAMETER = {
  fstype: 'csi.storage.k8s.io/fstype',
  replicaFactor: 'replicaFactor',
  thinProvision: 'thinProvision',
  auth: 'auth',
  clusterConnection: 'clusterConnection',
  iomeshCluster: 'iomeshCluster',
} as const;

/** The names under which the CSI driver runs here: the current one, the legacy one and those of the configuration. */
export function iomeshProvisioners(settings: Settings): readonly string[] {
  return [PROVISIONER, LEGACY_PROVISIONER, ...settings.iomeshProvisioners];
}

/** Says whether a StorageClass's provisioner is the IOMesh CSI driver. */
export function isIomeshProvisioner(provisioner: string, settings: Settings): boolean {
  return iomeshProvisioners(settings).includes(provisioner);
}
