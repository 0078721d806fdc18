import { arrayAt, at, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { annotationOf, nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { quantityAt } from './quantity.ts';
import { defaultStorageClass } from './storage-class.ts';

/** The fields of a PersistentVolumeClaim that decisions need. */
export interface PersistentVolumeClaim {
  readonly namespace: string;
  readonly name: string;
  /** Empty for a claim that does not exist yet. */
  readonly uid: string;
  /**
   * `undefined` when the claim names none: the default class applies. Empty string: no dynamic provisioning.
   */
  readonly storageClassName: string | undefined;
  readonly accessModes: readonly string[];
  readonly volumeMode: string;
  /** Requested bytes, rounded up; `undefined` when there is no request or it is unreadable. */
  readonly requestBytes: bigint | undefined;
  /** Limit in bytes, rounded up. */
  readonly limitBytes: bigint | undefined;
  /** The bound (or pre-chosen) PersistentVolume. */
  readonly volumeName: string | undefined;
  /** Bound, lost, or tied to a volume by the user: nothing is provisioned for it any more. */
  readonly isBound: boolean;
  /** The node kube-scheduler chose for provisioning (annotation `volume.kubernetes.io/selected-node`). */
  readonly selectedNode: string | undefined;
  /** What the volume is filled from: a claim (clone) or a VolumeSnapshot (restore). */
  readonly dataSource: DataSource | undefined;
}

/** What a volume is filled from. */
export interface DataSource {
  /** The field of the claim's spec that says so. */
  readonly field: 'dataSource' | 'dataSourceRef';
  /** The core group is the empty string. */
  readonly apiGroup: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

function decodeDataSource(spec: JsonValue | undefined, namespace: string): DataSource | undefined {
  const field = objectAt(spec, 'dataSourceRef') === undefined ? 'dataSource' : 'dataSourceRef';
  const source = objectAt(spec, field);
  const name = stringAt(source, 'name');
  if (name === undefined) return undefined;
  return {
    field,
    apiGroup: stringAt(source, 'apiGroup') ?? '',
    kind: stringAt(source, 'kind') ?? '',
    namespace: stringAt(source, 'namespace') ?? namespace,
    name,
  };
}

/** Reads the claim spec of a claim, of a claim template or of a generic ephemeral volume. */
export function decodeClaimSpec(
  spec: JsonValue | undefined,
  identity: { readonly namespace: string; readonly name: string; readonly uid?: string },
  status?: JsonValue,
): Omit<PersistentVolumeClaim, 'selectedNode'> {
  const phase = stringAt(status, 'phase');
  const volumeName = stringAt(spec, 'volumeName') || undefined;
  return {
    namespace: identity.namespace,
    name: identity.name,
    uid: identity.uid ?? '',
    storageClassName: stringAt(spec, 'storageClassName'),
    accessModes: arrayAt(spec, 'accessModes').filter(mode => typeof mode === 'string'),
    volumeMode: stringAt(spec, 'volumeMode') ?? 'Filesystem',
    requestBytes: quantityAt(spec, 'resources', 'requests', 'storage'),
    limitBytes: quantityAt(spec, 'resources', 'limits', 'storage'),
    volumeName,
    isBound: phase === 'Bound' || phase === 'Lost' || volumeName !== undefined,
    dataSource: decodeDataSource(spec, identity.namespace),
  };
}

/**
 * Reads a PersistentVolumeClaim. `namespace` is used when the object carries none (it may be only in the
 * request).
 */
export function decodePersistentVolumeClaim(
  object: JsonObject,
  namespace = 'default',
): PersistentVolumeClaim {
  const identity = {
    namespace: namespaceOf(object) ?? namespace,
    name: nameOf(object),
    uid: stringAt(object, 'metadata', 'uid') ?? '',
  };
  return {
    ...decodeClaimSpec(at(object, 'spec'), identity, at(object, 'status')),
    selectedNode: annotationOf(object, SELECTED_NODE) || undefined,
  };
}

/**
 * The StorageClass a claim gets: `missing` when it names one that is not there, `none` when it asks for no
 * dynamic provisioning or there is no default class.
 */
export function storageClassOf(
  claim: Pick<PersistentVolumeClaim, 'storageClassName'>,
  lookup: Lookup,
): KubernetesObject | 'missing' | 'none' {
  const name = claim.storageClassName;
  if (name === '') return 'none';
  if (name === undefined) return defaultStorageClass(lookup) ?? 'none';
  return lookup.get('StorageClass', undefined, name) ?? 'missing';
}
