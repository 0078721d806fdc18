import type { KubernetesObject, ObjectReference } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';

/** Something looked up: its value, or what is missing from the state to tell; `undefined` when it does not exist. */
export type Resolved<T> = { readonly value: T } | { readonly needs: ObjectReference } | undefined;

/** Looks an object up. */
export function resolve(
  lookup: Lookup,
  kind: string,
  namespace: string | undefined,
  name: string,
): Resolved<KubernetesObject> {
  const value = lookup.get(kind, namespace, name);
  if (value !== undefined) return { value };
  if (lookup.isComplete(kind)) return undefined;
  return { needs: { kind, ...(namespace !== undefined && { namespace }), name } };
}
