import { at, stringAt, stringMapAt } from './json.ts';
import type { JsonPath } from './json.ts';
import { annotationOf, createdAt, nameOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { oncePer } from './once-per.ts';

/** The fields of a StorageClass that decisions need, with the API's defaults filled in. */
export interface StorageClass {
  readonly name: string;
  readonly provisioner: string;
  /** String parameters only; a Map, because any key is legal, `__proto__` too. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly reclaimPolicy: string;
  readonly volumeBindingMode: string;
  readonly allowVolumeExpansion: boolean;
  readonly isDefault: boolean;
}

/** Where a parameter stands in a StorageClass. */
export function parameterPath(key: string): JsonPath {
  return ['parameters', key];
}

const DEFAULT_CLASS_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
] as const;

/** Many claims are of few classes. */
const decodeOnce = oncePer((object: KubernetesObject): StorageClass => ({
  name: nameOf(object),
  provisioner: stringAt(object, 'provisioner') ?? '',
  parameters: stringMapAt(object, 'parameters'),
  reclaimPolicy: stringAt(object, 'reclaimPolicy') ?? 'Delete',
  volumeBindingMode: stringAt(object, 'volumeBindingMode') ?? 'Immediate',
  allowVolumeExpansion: at(object, 'allowVolumeExpansion') === true,
  isDefault: isDefaultStorageClass(object),
}));

/** Reads a StorageClass, the same object only once; missing fields get the API's defaults (Delete, Immediate, no expansion). */
export function decodeStorageClass(object: KubernetesObject): StorageClass {
  return decodeOnce(object);
}

/**
 * The annotation key that makes a StorageClass the default one, current or beta; `undefined` when it is not.
 */
export function defaultClassAnnotationOf(object: KubernetesObject): string | undefined {
  return DEFAULT_CLASS_ANNOTATIONS.find(key => annotationOf(object, key) === 'true');
}

/** Says whether a StorageClass carries the default annotation, in its current or its beta spelling. */
function isDefaultStorageClass(object: KubernetesObject): boolean {
  return defaultClassAnnotationOf(object) !== undefined;
}

/**
 * The default StorageClass: the newest annotated one, then the first by name, as the DefaultStorageClass
 * admission plugin chooses
 * (https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass).
 */
export function defaultStorageClass(lookup: Lookup): KubernetesObject | undefined {
  return lookup
    .list('StorageClass')
    .filter(isDefaultStorageClass)
    .reduce<KubernetesObject | undefined>(
      (best, object) => (best === undefined || createdAt(object) > createdAt(best) ? object : best),
      undefined,
    );
}
