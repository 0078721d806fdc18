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
  /** The operation; the empty string stands for the Secret of all operations that have none of their own. */
  readonly operation: string;
  readonly name: string;
  readonly namespace: string;
  /** The keys before CSI 1.0; only some operations have them. */
  readonly oldName?: string;
  readonly oldNamespace?: string;
}

const OPERATIONS: ReadonlyMap<string, string | undefined> = new Map([
  ['', undefined],
  ['provisioner', 'csiProvisioner'],
  ['controller-publish', 'csiControllerPublish'],
  ['node-stage', 'csiNodeStage'],
  ['node-publish', 'csiNodePublish'],
  ['controller-expand', undefined],
  ['node-expand', undefined],
  ['controller-modify', undefined],
]);

function secretKeys(operation: string, oldPrefix: string | undefined): SecretKeys {
  const prefix = operation === '' ? RESERVED_PREFIX : `${RESERVED_PREFIX}${operation}-`;
  return {
    operation,
    name: `${prefix}secret-name`,
    namespace: `${prefix}secret-namespace`,
    ...(oldPrefix !== undefined && {
      oldName: `${oldPrefix}SecretName`,
      oldNamespace: `${oldPrefix}SecretNamespace`,
    }),
  };
}

/** The parameters that name Secrets, by operation. */
export const SECRET_KEYS: readonly SecretKeys[] = [...OPERATIONS].map(([operation, old]) =>
  secretKeys(operation, old),
);

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
