import { namespaceOf, nameOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { IndexName, Lookup } from './lookup.ts';
import { ObjectStore } from './object-store.ts';

function isIn(store: Lookup, object: KubernetesObject): boolean {
  return store.get(object.kind, namespaceOf(object), nameOf(object)) !== undefined;
}

/** A lookup in which some objects stand in front of another lookup's: what would exist after they were made. */
export function overlayLookup(objects: Iterable<KubernetesObject>, below: Lookup): Lookup {
  const above = new ObjectStore();
  for (const object of objects) above.set(object);
  const merge = (upper: readonly KubernetesObject[], lower: readonly KubernetesObject[]) =>
    upper.length === 0 ? lower : [...upper, ...lower.filter(object => !isIn(above, object))];
  return {
    get: (kind, namespace, name) => above.get(kind, namespace, name) ?? below.get(kind, namespace, name),
    list: (kind, namespace) => merge(above.list(kind, namespace), below.list(kind, namespace)),
    indexed: (index: IndexName, key) => merge(above.indexed(index, key), below.indexed(index, key)),
    isComplete: kind => below.isComplete(kind),
  };
}
