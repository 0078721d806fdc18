import { nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { ObjectStore } from './object-store.ts';

/** A lookup in which one lookup's objects stand in front of another's; absence is proved by either. */
export function layerLookups(above: Lookup, below: Lookup): Lookup {
  const isHidden = (object: KubernetesObject) =>
    above.get(object.kind, namespaceOf(object), nameOf(object)) !== undefined;
  const merge = (upper: readonly KubernetesObject[], lower: readonly KubernetesObject[]) =>
    upper.length === 0 ? lower : [...upper, ...lower.filter(object => !isHidden(object))];
  return {
    get: (kind, namespace, name) => above.get(kind, namespace, name) ?? below.get(kind, namespace, name),
    list: (kind, namespace) => merge(above.list(kind, namespace), below.list(kind, namespace)),
    indexed: (index, key) => merge(above.indexed(index, key), below.indexed(index, key)),
    isComplete: kind => above.isComplete(kind) || below.isComplete(kind),
  };
}

/** A lookup in which some objects stand in front of another lookup's: what would exist after they were made. */
export function overlayLookup(objects: Iterable<KubernetesObject>, below: Lookup): Lookup {
  const above = new ObjectStore();
  for (const object of objects) above.set(object);
  return layerLookups(above, below);
}
