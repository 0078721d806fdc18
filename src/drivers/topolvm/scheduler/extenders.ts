import { arrayAt, stringAt } from '../../../core/json.ts';
import type { JsonPath, JsonValue } from '../../../core/json.ts';
import { groupOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { PLUGINS } from '../names.ts';
import type { PluginNames } from '../names.ts';

/** The API group of kube-scheduler's configuration file. */
export const SCHEDULER_GROUP = 'kubescheduler.config.k8s.io';

/** The verbs under which TopoLVM's scheduler and this one answer. */
export const VERBS = { filterVerb: 'predicate', prioritizeVerb: 'prioritize' } as const;

/** A resource that an extender manages. */
interface ManagedResource {
  readonly json: JsonValue;
  readonly path: JsonPath;
  readonly name: string;
}

/** An extender in kube-scheduler's configuration. */
export interface Extender {
  readonly json: JsonValue;
  readonly path: JsonPath;
  readonly managed: readonly ManagedResource[];
}

/** The names of the capacity resources, the current one first. */
export const CAPACITY_RESOURCES: readonly string[] = PLUGINS.map(names => names.capacityResource);

function managedResources(extender: JsonValue, path: JsonPath): readonly ManagedResource[] {
  return arrayAt(extender, 'managedResources').map((json, index) => ({
    json,
    path: [...path, 'managedResources', index],
    name: stringAt(json, 'name') ?? '',
  }));
}

/** The extenders of a kube-scheduler configuration; none when the object is something else. */
export function extendersOf(object: KubernetesObject): readonly Extender[] {
  if (groupOf(object.apiVersion) !== SCHEDULER_GROUP) return [];
  return arrayAt(object, 'extenders').map((json, index) => {
    const path = ['extenders', index];
    return { json, path, managed: managedResources(json, path) };
  });
}

function hasOwnVerb({ json }: Extender): boolean {
  return (
    stringAt(json, 'filterVerb') === VERBS.filterVerb ||
    stringAt(json, 'prioritizeVerb') === VERBS.prioritizeVerb
  );
}

/** Says whether an extender is meant for TopoLVM's volumes, perhaps with mistakes in its fields. */
function isCapacityExtender(extender: Extender): boolean {
  if (extender.managed.some(({ name }) => name.includes('topolvm'))) return true;
  return hasOwnVerb(extender) && /topolvm|stowage|:9251\b/.test(stringAt(extender.json, 'urlPrefix') ?? '');
}

/** The extenders of an object that are meant for TopoLVM's volumes. */
export function capacityExtendersOf(object: KubernetesObject): readonly Extender[] {
  return extendersOf(object).filter(isCapacityExtender);
}

/** The plugin names that StorageClasses in the state use. */
export function usedPlugins(lookup: Lookup): readonly PluginNames[] {
  return PLUGINS.filter(names => lookup.indexed('StorageClass/provisioner', names.plugin).length > 0);
}
