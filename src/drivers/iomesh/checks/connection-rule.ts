import type { Report, Undecided } from '../../../core/finding.ts';
import { entriesAt, stringAt } from '../../../core/json.ts';
import type { JsonObject } from '../../../core/json.ts';
import { nameOf, namespaceOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { oncePer } from '../../../core/once-per.ts';
import { defineRule } from '../../../core/rule.ts';
import type { RuleText, ObjectRule, RuleContext } from '../../../core/rule.ts';
import { CONNECTION_KEYS, isConnectionConfigMap } from '../connections/connection.ts';
import type { Connection } from '../connections/connection.ts';

/** A rule on connection ConfigMaps. */
export interface ConnectionRule extends RuleText {
  readonly when?: ObjectRule['when'];
  /** The mistakes in one ConfigMap; paths start at the object's root. */
  readonly check: (configMap: KubernetesObject, context: RuleContext) => Iterable<Report | Undecided>;
}

/** So many of the three keys show that a ConfigMap is meant as a connection. */
const TELLING_KEYS = 2;

const LOWER_KEYS: ReadonlySet<string> = new Set(CONNECTION_KEYS.map(key => key.toLowerCase()));

/** Writes a ConfigMap as the parameter `clusterConnection` does. */
export function connectionReferenceOf(configMap: JsonObject): string {
  return `${namespaceOf(configMap) ?? 'default'}/${nameOf(configMap)}`;
}

/** The StorageClasses that reach their cluster through a ConfigMap. */
export function classesUsing(configMap: JsonObject, lookup: Lookup): readonly KubernetesObject[] {
  return lookup.indexed('StorageClass/clusterConnection', connectionReferenceOf(configMap));
}

/** Counted once for each ConfigMap: there are ones with 100,000 keys, and every rule asks. */
const tellingKeys = oncePer((configMap: JsonObject): number => {
  const keys = entriesAt(configMap, 'data').map(([key]) => key.toLowerCase());
  return new Set(keys.filter(key => LOWER_KEYS.has(key))).size;
});

function isMeantAsConnection(configMap: JsonObject, lookup: Lookup): boolean {
  return tellingKeys(configMap) >= TELLING_KEYS || classesUsing(configMap, lookup).length > 0;
}

/** All other ConfigMaps in the state that are complete connections. */
export function otherConnections(configMap: JsonObject, lookup: Lookup): readonly KubernetesObject[] {
  const own = connectionReferenceOf(configMap);
  return lookup
    .list('ConfigMap')
    .filter(other => isConnectionConfigMap(other) && connectionReferenceOf(other) !== own);
}

/** Reads one key of a connection, which may be incomplete. */
export function connectionValue(
  configMap: JsonObject | undefined,
  key: keyof Connection,
): string | undefined {
  return stringAt(configMap, 'data', key);
}

/**
 * Defines a rule on connection ConfigMaps, known by a class that refers to them or by two of the three keys; all other
 * ConfigMaps are passed over.
 */
export function defineConnectionRule(rule: ConnectionRule): ObjectRule {
  return defineRule({
    ...rule,
    kinds: ['ConfigMap'],
    check: (configMap, context) =>
      isMeantAsConnection(configMap, context.lookup) ? rule.check(configMap, context) : [],
  });
}
