/**
 * The StorageClass parameters that external-provisioner itself reads, whatever the CSI driver.
 * @see https://kubernetes-csi.github.io/docs/external-provisioner.html#storageclass-parameters
 */

/** Keys that begin so are for external-provisioner; unknown ones make it refuse to provision. */
export const RESERVED_PREFIX = 'csi.storage.k8s.io/';
/** The file system type. */
export const FSTYPE_KEY = `${RESERVED_PREFIX}fstype`;

/** The two parameters that name the Secret of one operation. */
export interface SecretKeys {
  readonly name: string;
  readonly namespace: string;
  /** The keys before CSI 1.0; only some operations have them. */
  readonly oldName?: string;
  readonly oldNamespace?: string;
}

const OPERATIONS = [
  'provisioner',
  'controller-publish',
  'node-stage',
  'node-publish',
  'controller-expand',
  'node-expand',
  'controller-modify',
] as const;

/** An operation of a CSI driver that takes a Secret. */
export type SecretOperation = (typeof OPERATIONS)[number];

/** What the keys of an operation began with before CSI 1.0. */
const OLD_PREFIXES: Readonly<Partial<Record<SecretOperation, string>>> = {
  provisioner: 'csiProvisioner',
  'controller-publish': 'csiControllerPublish',
  'node-stage': 'csiNodeStage',
  'node-publish': 'csiNodePublish',
};

/** The parameters that name the Secret of all operations that have none of their own. */
export const DEFAULT_SECRET_KEYS: SecretKeys = {
  name: `${RESERVED_PREFIX}secret-name`,
  namespace: `${RESERVED_PREFIX}secret-namespace`,
};

/** The parameters that name the Secret of an operation. */
export function secretKeys(operation: SecretOperation): SecretKeys {
  const old = OLD_PREFIXES[operation];
  return {
    name: `${RESERVED_PREFIX}${operation}-secret-name`,
    namespace: `${RESERVED_PREFIX}${operation}-secret-namespace`,
    ...(old !== undefined && { oldName: `${old}SecretName`, oldNamespace: `${old}SecretNamespace` }),
  };
}

/** All parameters that name Secrets. */
export const SECRET_KEYS: readonly SecretKeys[] = [DEFAULT_SECRET_KEYS, ...OPERATIONS.map(secretKeys)];

/** Deprecated keys of Secrets, and the ones that replace them. */
export const RENAMED_SECRET_KEYS: ReadonlyMap<string, string> = new Map(
  SECRET_KEYS.flatMap(({ name, namespace, oldName, oldNamespace }) => {
    if (oldName === undefined || oldNamespace === undefined) return [];
    return [[oldName, name] as const, [oldNamespace, namespace] as const];
  }),
);

/** All keys with the reserved prefix that a StorageClass may hold. */
export const RESERVED_KEYS: readonly string[] = [
  FSTYPE_KEY,
  ...SECRET_KEYS.flatMap(({ name, namespace }) => [name, namespace]),
];

/** Says whether a key is the file system type in its old form, which has no prefix and any case. */
export function isOldFstypeKey(key: string): boolean {
  return key.toLowerCase() === 'fstype';
}

/** Those of some parameter keys that give the file system type, the current one first. */
export function fstypeKeys(keys: Iterable<string>): readonly string[] {
  const all = [...keys];
  return [...all.filter(key => key === FSTYPE_KEY), ...all.filter(isOldFstypeKey)];
}

/**
 * Says whether a provisioner is a CSI driver: their names are domain names, without the slash that in-tree and other
 * external provisioners have (https://github.com/container-storage-interface/spec/blob/master/spec.md#getplugininfo).
 */
export function isCsiProvisioner(provisioner: string): boolean {
  return provisioner !== '' && !provisioner.includes('/');
}
