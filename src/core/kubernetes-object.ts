import { isJsonObject, member, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Any Kubernetes object: identity checked, everything else raw JSON, newer fields included. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Names an object, in a form that also fits objects that do not exist. */
export interface ObjectReference {
  readonly kind: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

/** Says whether a JSON value carries the identity of a Kubernetes object (non-empty apiVersion and kind). */
export function isKubernetesObject(value: JsonValue | undefined): value is KubernetesObject {
  return isJsonObject(value) && Boolean(stringAt(value, 'apiVersion')) && Boolean(stringAt(value, 'kind'));
}

/** The object's `metadata.name`; empty when it has none yet (generateName). */
export function nameOf(object: JsonObject): string {
  return stringAt(object, 'metadata', 'name') ?? '';
}

/** The object's `metadata.namespace`; `undefined` when it has none. */
export function namespaceOf(object: JsonObject): string | undefined {
  return stringAt(object, 'metadata', 'namespace') || undefined;
}

/** The object's `metadata.creationTimestamp`, which sorts as text; empty when it has none yet. */
export function createdAt(object: JsonObject): string {
  return stringAt(object, 'metadata', 'creationTimestamp') ?? '';
}

/** One annotation's value; `undefined` when it is absent or not a string. */
export function annotationOf(object: JsonObject, key: string): string | undefined {
  return stringAt(object, 'metadata', 'annotations', key);
}

/** One label's value; `undefined` when it is absent or not a string. */
export function labelOf(object: JsonObject, key: string): string | undefined {
  return stringAt(object, 'metadata', 'labels', key);
}

/** The API group of an `apiVersion`; the core group is the empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Names an object by its own metadata. */
export function referenceOf(object: KubernetesObject): ObjectReference {
  const namespace = namespaceOf(object);
  return { kind: object.kind, ...(namespace !== undefined && { namespace }), name: nameOf(object) };
}

/** Writes a reference as people do: `StorageClass fast`, `ConfigMap iomesh-system/iomesh-csi-configmap`. */
export function formatReference(reference: ObjectReference): string {
  const place = reference.namespace === undefined ? '' : `${reference.namespace}/`;
  return `${reference.kind} ${place}${reference.name}`;
}

/** The controller owner reference of an object (`controller: true`); `undefined` when nothing controls it. */
export function controllerOf(object: JsonObject): JsonObject | undefined {
  const owners = member(member(object, 'metadata'), 'ownerReferences');
  if (!Array.isArray(owners)) return undefined;
  return owners.filter(isJsonObject).find(owner => member(owner, 'controller') === true);
}
