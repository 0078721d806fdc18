import { entriesAt } from '../../../core/json.ts';
import type { JsonPath, JsonValue } from '../../../core/json.ts';

/** Known fields by name: a tree of further fields, or `any` where everything below is left to others. */
export interface FieldTree {
  readonly [field: string]: FieldTree | 'any';
}

const IMAGE: FieldTree = { repository: 'any', tag: 'any', pullPolicy: 'any' };
const POD_POLICY: FieldTree = { affinity: 'any' };
const DEVICES: FieldTree = { selector: { matchLabels: 'any', matchExpressions: 'any' }, exclude: 'any' };

const SPEC: FieldTree = {
  diskDeploymentMode: 'any',
  storageClass: 'any',
  licenseSecretName: 'any',
  reclaimPolicy: { volume: 'any', blockdevice: 'any' },
  meta: { replicas: 'any', image: IMAGE, podPolicy: POD_POLICY },
  chunk: {
    dataCIDR: 'any',
    replicas: 'any',
    image: IMAGE,
    devicemanager: { image: IMAGE, blockDeviceNamespace: 'any' },
    podPolicy: POD_POLICY,
    deviceMap: { cacheWithJournal: DEVICES, dataStore: DEVICES, dataStoreWithJournal: DEVICES },
  },
  redirector: { dataCIDR: 'any', iscsiVirtualIP: 'any', image: IMAGE, podPolicy: POD_POLICY },
  probe: { image: IMAGE },
  toolbox: { image: IMAGE },
};

/** The fields of an IOMeshCluster (`iomesh.com/v1alpha1`) that public documents show; the schema itself is not public. */
export const IOMESH_CLUSTER_FIELDS: FieldTree = {
  apiVersion: 'any',
  kind: 'any',
  metadata: 'any',
  status: 'any',
  spec: SPEC,
};

/** The fields directly in `spec`. */
export const SPEC_FIELDS: readonly string[] = Object.keys(SPEC);

/** A field that a tree does not know. */
export interface UnknownField {
  readonly path: JsonPath;
  readonly field: string;
  /** The fields known in its place. */
  readonly known: readonly string[];
}

/** The fields of a value that a tree does not know, in document order; below an unknown field nothing is looked at. */
export function unknownFields(
  value: JsonValue,
  tree: FieldTree,
  path: JsonPath = [],
): readonly UnknownField[] {
  return entriesAt(value).flatMap(([field, child]) => {
    const below = Object.hasOwn(tree, field) ? tree[field] : undefined;
    const childPath = [...path, field];
    if (below === undefined) return [{ path: childPath, field, known: Object.keys(tree) }];
    return below === 'any' ? [] : unknownFields(child, below, childPath);
  });
}

/** The places of a tree that know a field. */
export function placesOf(field: string, tree: FieldTree, path: JsonPath = []): readonly JsonPath[] {
  return Object.entries(tree).flatMap(([name, below]) => [
    ...(name === field ? [[...path, name]] : []),
    ...(below === 'any' ? [] : placesOf(field, below, [...path, name])),
  ]);
}
