import { arrayAt, stringAt } from './json.ts';
import { labelOf, nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { IndexName, Lookup } from './lookup.ts';

interface Index {
  readonly kind: string;
  readonly keys: (object: KubernetesObject) => readonly (string | undefined)[];
}

function claimKeysOfPod(pod: KubernetesObject): readonly (string | undefined)[] {
  const namespace = namespaceOf(pod) ?? '';
  return arrayAt(pod, 'spec', 'volumes').map(volume => {
    const claim = stringAt(volume, 'persistentVolumeClaim', 'claimName');
    return claim === undefined ? undefined : `${namespace}/${claim}`;
  });
}

function claimKeyOfVolume(volume: KubernetesObject): string | undefined {
  const name = stringAt(volume, 'spec', 'claimRef', 'name');
  return name === undefined
    ? undefined
    : `${stringAt(volume, 'spec', 'claimRef', 'namespace') ?? ''}/${name}`;
}

const INDEXES: Readonly<Record<IndexName, Index>> = {
  'PersistentVolume/storageClassName': {
    kind: 'PersistentVolume',
    keys: volume => [stringAt(volume, 'spec', 'storageClassName')],
  },
  'PersistentVolume/claim': { kind: 'PersistentVolume', keys: volume => [claimKeyOfVolume(volume)] },
  'BlockDevice/nodeName': {
    kind: 'BlockDevice',
    keys: device => [stringAt(device, 'spec', 'nodeAttributes', 'nodeName')],
  },
  'Pod/claim': { kind: 'Pod', keys: claimKeysOfPod },
  'Pod/namespace': { kind: 'Pod', keys: pod => [namespaceOf(pod)] },
  'StorageClass/clusterConnection': {
    kind: 'StorageClass',
    keys: storageClass => [stringAt(storageClass, 'parameters', 'clusterConnection')],
  },
  'StorageClass/provisioner': {
    kind: 'StorageClass',
    keys: storageClass => [stringAt(storageClass, 'provisioner')],
  },
  'Node/hostname': { kind: 'Node', keys: node => [labelOf(node, 'kubernetes.io/hostname')] },
};

/** Several objects under one key of an index. */
interface Bucket {
  readonly objects: Map<string, KubernetesObject>;
  /** The objects as they were last asked for; `undefined` since they have changed. */
  list: readonly KubernetesObject[] | undefined;
}

/** What an index files under one key: most often a single object, for which a Map would take more room than the object. */
type Filed = readonly [KubernetesObject] | Bucket;

function isBucket(filed: Filed): filed is Bucket {
  return 'objects' in filed;
}

function withObject(filed: Filed | undefined, key: string, object: KubernetesObject): Filed {
  if (filed === undefined) return [object];
  const first = isBucket(filed) ? undefined : filed[0];
  const objects = isBucket(filed) ? filed.objects : new Map<string, KubernetesObject>();
  if (first !== undefined) objects.set(keyOf(first), first);
  return { objects: objects.set(key, object), list: undefined };
}

function withoutKey(filed: Filed | undefined, key: string): Filed | undefined {
  if (filed === undefined || !isBucket(filed)) return filed && keyOf(filed[0]) !== key ? filed : undefined;
  filed.objects.delete(key);
  return filed.objects.size === 0 ? undefined : { objects: filed.objects, list: undefined };
}

function emptyIndexes(): ReadonlyMap<string, Map<string, Filed>> {
  return new Map(Object.keys(INDEXES).map(name => [name, new Map<string, Filed>()]));
}

const NONE: readonly KubernetesObject[] = [];

/**
 * Kubernetes names hold no space, so the two halves of a key cannot run into each other. Objects of cluster-scoped kinds, of
 * which thousands are looked up for one decision, are filed under their bare names.
 */
function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace} ${name}` : name;
}

function keyOf(object: KubernetesObject): string {
  return objectKey(namespaceOf(object), nameOf(object));
}

/** Options of {@link ObjectStore}. */
export interface ObjectStoreOptions {
  /** The kinds whose absence is proof, or `all`; none unless said. */
  readonly complete?: 'all' | ReadonlySet<string>;
}

/** Objects in memory behind the {@link Lookup} port, with its indexes; filled by `state/` and `kube/`. */
export class ObjectStore implements Lookup {
  readonly #kinds = new Map<string, Map<string, KubernetesObject>>();
  readonly #indexes = emptyIndexes();
  readonly #sorted = new Map<string, readonly KubernetesObject[]>();
  /** Objects are replaced far more often than they come and go. */
  readonly #sortedKeys = new Map<string, readonly string[]>();
  readonly #complete: 'all' | ReadonlySet<string>;

  constructor(options: ObjectStoreOptions = {}) {
    this.#complete = options.complete ?? new Set();
  }

  /** Adds an object, or replaces the one of the same kind, namespace and name. */
  set(object: KubernetesObject): void {
    const key = keyOf(object);
    let objects = this.#kinds.get(object.kind);
    if (objects === undefined) this.#kinds.set(object.kind, (objects = new Map()));
    const old = objects.get(key);
    if (old === undefined) this.#sortedKeys.delete(object.kind);
    else this.#unfile(old, key);
    objects.set(key, object);
    this.#file(object, key);
    this.#sorted.delete(object.kind);
  }

  /** Takes an object out; nothing happens when it is not there. */
  delete(kind: string, namespace: string | undefined, name: string): void {
    const key = objectKey(namespace, name);
    const old = this.#kinds.get(kind)?.get(key);
    if (old === undefined) return;
    this.#unfile(old, key);
    this.#kinds.get(kind)?.delete(key);
    this.#sortedKeys.delete(kind);
    this.#sorted.delete(kind);
  }

  get(kind: string, namespace: string | undefined, name: string): KubernetesObject | undefined {
    return this.#kinds.get(kind)?.get(objectKey(namespace, name));
  }

  list(kind: string, namespace?: string): readonly KubernetesObject[] {
    const all = this.#sorted.get(kind) ?? this.#sort(kind);
    return namespace === undefined ? all : all.filter(object => namespaceOf(object) === namespace);
  }

  indexed(index: IndexName, key: string): readonly KubernetesObject[] {
    const filed = this.#indexes.get(index)?.get(key);
    if (filed === undefined) return NONE;
    return isBucket(filed) ? (filed.list ??= [...filed.objects.values()]) : filed;
  }

  /** The objects of a kind in no particular order, without the cost of sorting them. */
  each(kind: string): Iterable<KubernetesObject> {
    return this.#kinds.get(kind)?.values() ?? [];
  }

  isComplete(kind: string): boolean {
    return this.#complete === 'all' || this.#complete.has(kind);
  }

  #sort(kind: string): readonly KubernetesObject[] {
    const objects = this.#kinds.get(kind) ?? new Map<string, KubernetesObject>();
    const keys = this.#sortedKeys.get(kind) ?? [...objects.keys()].sort();
    const sorted = keys.map(key => objects.get(key)).filter(object => object !== undefined);
    this.#sortedKeys.set(kind, keys);
    this.#sorted.set(kind, sorted);
    return sorted;
  }

  #file(object: KubernetesObject, key: string): void {
    this.#eachIndexKey(object, (entries, indexKey) => {
      entries.set(indexKey, withObject(entries.get(indexKey), key, object));
    });
  }

  #unfile(object: KubernetesObject, key: string): void {
    this.#eachIndexKey(object, (entries, indexKey) => {
      const left = withoutKey(entries.get(indexKey), key);
      if (left === undefined) entries.delete(indexKey);
      else entries.set(indexKey, left);
    });
  }

  #eachIndexKey(
    object: KubernetesObject,
    visit: (entries: Map<string, Filed>, indexKey: string) => void,
  ): void {
    for (const [name, index] of Object.entries(INDEXES)) {
      const entries = this.#indexes.get(name);
      if (index.kind !== object.kind || entries === undefined) continue;
      for (const indexKey of index.keys(object)) if (indexKey !== undefined) visit(entries, indexKey);
    }
  }
}
