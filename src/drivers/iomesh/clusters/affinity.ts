import { arrayAt, at, isJsonObject, objectAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../core/json.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { listedValues, REQUIRED_NODE_TERMS } from '../../../core/node-selector.ts';
import { HOSTNAME_LABEL } from '../../../core/node.ts';
import { knowsKind } from '../../../core/resolve.ts';
import { COMPONENTS } from '../names.ts';
import type { Component } from '../names.ts';
import { nodesMatching } from '../nodes/component-nodes.ts';

/** Where a component of an IOMeshCluster says which nodes it may run on. */
export function affinityPath(component: Component): JsonPath {
  return ['spec', component, 'podPolicy', 'affinity'];
}

/** Where a ZookeeperCluster says which nodes it may run on. */
export const ZOOKEEPER_AFFINITY_PATH = ['spec', 'pod', 'affinity'] as const;

/** The ORed terms of an affinity's required node affinity; empty when there is none. */
function requiredTerms(affinity: JsonValue | undefined): readonly JsonValue[] {
  return arrayAt(affinity, ...REQUIRED_NODE_TERMS);
}

/** The components of an IOMeshCluster that no required node affinity ties to nodes. */
export function untiedComponents(cluster: JsonObject): readonly Component[] {
  return COMPONENTS.filter(component => requiredTerms(at(cluster, ...affinityPath(component))).length === 0);
}

/** A hostname in an affinity, and where it stands below the affinity. */
export interface ListedHostname {
  readonly path: JsonPath;
  readonly hostname: string;
}

/** Every hostname that the `In` requirements of an affinity name. */
export function listedHostnames(affinity: JsonValue | undefined): readonly ListedHostname[] {
  return requiredTerms(affinity).flatMap((term, termIndex) =>
    arrayAt(term, 'matchExpressions').flatMap((requirement, index) =>
      (listedValues(requirement, HOSTNAME_LABEL) ?? []).flatMap((hostname, valueIndex) => {
        const path = [...REQUIRED_NODE_TERMS, termIndex, 'matchExpressions', index, 'values', valueIndex];
        return typeof hostname === 'string' ? { path, hostname } : [];
      }),
    ),
  );
}

/** Whether a term asks for nothing but hostnames. An empty term matches nothing, so it adds none. */
function hasOnlyHostnames(term: JsonValue): boolean {
  if (isJsonObject(term) && Object.keys(term).length === 0) return true;
  const [requirement, ...others] = arrayAt(term, 'matchExpressions');
  const isHostnameList = listedValues(requirement, HOSTNAME_LABEL) !== undefined;
  return isHostnameList && others.length === 0 && at(term, 'matchFields') === undefined;
}

/**
 * The hostnames that an affinity allows: those it lists, or else those of the Nodes in the state that it selects.
 * `undefined` when it ties its pods to no nodes, or when no Nodes are in the state.
 */
export function hostnamesOf(
  affinity: JsonValue | undefined,
  lookup: Lookup,
): ReadonlySet<string> | undefined {
  const terms = requiredTerms(affinity);
  if (terms.length === 0) return undefined;
  if (terms.every(hasOnlyHostnames))
    return new Set(listedHostnames(affinity).map(({ hostname }) => hostname));
  if (!knowsKind(lookup, 'Node')) return undefined;
  return new Set(nodesMatching(terms, lookup).map(node => node.labels.get(HOSTNAME_LABEL) ?? node.name));
}

/** The hostnames that a component of an IOMeshCluster is tied to; see {@link hostnamesOf}. */
export function componentHostnames(
  cluster: JsonObject,
  component: Component,
  lookup: Lookup,
): ReadonlySet<string> | undefined {
  return hostnamesOf(objectAt(cluster, ...affinityPath(component)), lookup);
}
