import { objectAt } from '../core/json.ts';
import { namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';

/** The object of a request in the namespace of the request, which older API servers do not write into it (generateName pods). */
export function inNamespace(object: KubernetesObject, namespace: string | undefined): KubernetesObject {
  if (namespace === undefined || namespaceOf(object) === namespace) return object;
  return { ...object, metadata: { ...objectAt(object, 'metadata'), namespace } };
}
