import { stringAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { annotationOf, controllerOf, groupOf } from './kubernetes-object.ts';

/** Set by the kubelet on the API's picture of a static pod. */
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** Says whether a DaemonSet controls the pod; its controller chooses the node by replacing the required node affinity. */
export function isDaemonSetPod(pod: JsonObject): boolean {
  const controller = controllerOf(pod);
  return (
    stringAt(controller, 'kind') === 'DaemonSet' &&
    groupOf(stringAt(controller, 'apiVersion') ?? '') === 'apps'
  );
}

/** Says whether the pod mirrors a static pod, which the kubelet runs without the scheduler. */
export function isMirrorPod(pod: JsonObject): boolean {
  return annotationOf(pod, MIRROR_ANNOTATION) !== undefined;
}

/** The node that the pod is tied to by `spec.nodeName`; `undefined` when the scheduler is to choose. */
export function nodeNameOf(pod: JsonObject): string | undefined {
  return stringAt(pod, 'spec', 'nodeName') || undefined;
}
