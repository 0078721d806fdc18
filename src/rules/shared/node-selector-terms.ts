import { objectAt } from '../../core/json.ts';
import type { JsonObject, JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { REQUIRED_NODE_AFFINITY, REQUIRED_NODE_TERMS } from '../../core/node-selector.ts';
import { podTemplateOf } from '../../core/pod-template.ts';

/** The required node affinity of a pod, and where its terms stand in the object. */
export interface RequiredAffinity {
  readonly required: JsonObject;
  /** Where `nodeSelectorTerms` stands or ought to stand. */
  readonly path: JsonPath;
}

/** The required node affinity of the pod that an object is or makes; `undefined` when it has none. */
export function requiredAffinity(object: KubernetesObject): RequiredAffinity | undefined {
  const pod = podTemplateOf(object);
  const required = objectAt(pod?.template, 'spec', 'affinity', ...REQUIRED_NODE_AFFINITY);
  if (pod === undefined || required === undefined) return undefined;
  return { required, path: [...pod.path, 'spec', 'affinity', ...REQUIRED_NODE_TERMS] };
}
