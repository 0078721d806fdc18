import fastJsonPatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import { isJsonObject } from '../core/json.ts';
import type { PatchOperation } from '../core/json-patch.ts';
import { isKubernetesObject } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';

/** Applies a patch as kube-apiserver would and returns the new object; the given one is left alone. Throws when it does not apply. */
export function applyPatch(object: KubernetesObject, patch: readonly PatchOperation[]): KubernetesObject {
  const operations: Operation[] = patch.map(operation => ({ ...operation }));
  const document: unknown = structuredClone(object);
  const patched: unknown = fastJsonPatch.applyPatch(document, operations, true).newDocument;
  if (!isJsonObject(patched) || !isKubernetesObject(patched))
    throw new Error('the patch took the identity of the object away');
  return patched;
}
