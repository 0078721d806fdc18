import { arrayAt, at, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../core/json.ts';
import { nameOf } from '../../../core/kubernetes-object.ts';
import { ZOOKEEPER_AFFINITY_PATH } from '../clusters/affinity.ts';

/** The `app` values that one anti-affinity term selects, and the place of its label selector. */
export interface AppSelection {
  readonly path: JsonPath;
  readonly apps: readonly string[];
}

const ANTI_AFFINITY: JsonPath = [...ZOOKEEPER_AFFINITY_PATH, 'podAntiAffinity'];
const REQUIRED: JsonPath = [...ANTI_AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution'];
const PREFERRED: JsonPath = [...ANTI_AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution'];

function selectorPaths(zookeeper: JsonObject): readonly JsonPath[] {
  return [
    ...arrayAt(zookeeper, ...REQUIRED).map((_, index) => [...REQUIRED, index, 'labelSelector']),
    ...arrayAt(zookeeper, ...PREFERRED).map((_, index) => [
      ...PREFERRED,
      index,
      'podAffinityTerm',
      'labelSelector',
    ]),
  ];
}

function appsIn(selector: JsonValue | undefined): readonly string[] {
  const listed = arrayAt(selector, 'matchExpressions')
    .filter(one => stringAt(one, 'key') === 'app' && stringAt(one, 'operator') === 'In')
    .flatMap(one => arrayAt(one, 'values'));
  return [...listed, at(selector, 'matchLabels', 'app')].filter(app => typeof app === 'string');
}

/** The terms of a ZookeeperCluster's pod anti-affinity that select pods by the label `app`. */
export function antiAffinityApps(zookeeper: JsonObject): readonly AppSelection[] {
  return selectorPaths(zookeeper)
    .map(path => ({ path, apps: appsIn(at(zookeeper, ...path)) }))
    .filter(({ apps }) => apps.length > 0);
}

/** The label `app` of a ZookeeperCluster's pods: its name, unless its pod policy sets another. */
export function appLabelOf(zookeeper: JsonObject): string {
  return stringAt(zookeeper, 'spec', 'pod', 'labels', 'app') ?? nameOf(zookeeper);
}
