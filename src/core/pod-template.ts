import { objectAt } from './json.ts';
import type { JsonObject, JsonPath } from './json.ts';
import { groupOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** The pod that an object is, or that it makes. */
export interface PodTemplate {
  /** Where it stands in the object; empty for a Pod. */
  readonly path: JsonPath;
  /** `{ metadata, spec }` of the pod. */
  readonly template: JsonObject;
}

interface PodKind {
  readonly groups: readonly string[];
  readonly path: JsonPath;
}

/** `extensions` served workloads before Kubernetes 1.16; old manifests still say so. */
const APPS: PodKind = { groups: ['apps', 'extensions'], path: ['spec', 'template'] };

const PLACES: ReadonlyMap<string, PodKind> = new Map([
  ['Pod', { groups: [''], path: [] }],
  ['Deployment', APPS],
  ['StatefulSet', APPS],
  ['DaemonSet', APPS],
  ['ReplicaSet', APPS],
  ['Job', { groups: ['batch'], path: ['spec', 'template'] }],
  ['CronJob', { groups: ['batch'], path: ['spec', 'jobTemplate', 'spec', 'template'] }],
]);

/** The kinds that are pods or make pods. */
export const POD_KINDS: readonly string[] = [...PLACES.keys()];

/** The pod that an object is or makes; `undefined` for other kinds, for namesakes of other API groups, and without a template. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  const place = PLACES.get(object.kind);
  if (place === undefined || !place.groups.includes(groupOf(object.apiVersion))) return undefined;
  const template = objectAt(object, ...place.path);
  return template && { path: place.path, template };
}
