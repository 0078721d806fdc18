import { arrayAt, at, isJsonObject, stringAt, stringMapAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import { matchesLabelSelector, parseLabelSelector } from '../../core/label-selector.ts';
import type { LabelSelector } from '../../core/label-selector.ts';
import { HOSTNAME_LABEL } from '../../core/node.ts';

const REQUIRED = ['spec', 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];

/**
 * The pods that a pod must not share a node with, by its required anti-affinity on the hostname. Other topologies and
 * preferences are not looked at.
 */
export function shunnedPods(pod: JsonObject): (other: JsonObject) => boolean {
  const selectors = arrayAt(pod, ...REQUIRED)
    .filter(term => stringAt(term, 'topologyKey') === HOSTNAME_LABEL)
    .map(term => at(term, 'labelSelector'))
    .filter(isJsonObject)
    .map(parseLabelSelector)
    .filter((selector): selector is LabelSelector => !('error' in selector));
  const namespace = namespaceOf(pod);
  return other =>
    namespaceOf(other) === namespace &&
    selectors.some(selector => matchesLabelSelector(selector, stringMapAt(other, 'metadata', 'labels')));
}
