import { arrayAt, entriesAt, objectAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import { equalJson } from '../core/json-equal.ts';
import { nodeSelectorPredicate } from '../core/node-affinity.ts';
import type { NodePredicate } from '../core/node-affinity.ts';
import { REQUIRED_NODE_AFFINITY } from '../core/node-selector.ts';
import type { Constraint } from './constraint.ts';

/** A set of nodes that the author of a pod ties it to. */
export interface OwnConstraint {
  /** `nodeSelector disk=fast`, `node affinity`. */
  readonly reason: string;
  /** Below the pod's spec. */
  readonly path: string;
  readonly admits: NodePredicate;
}

function selectorConstraints(podSpec: JsonObject | undefined): readonly OwnConstraint[] {
  return entriesAt(podSpec, 'nodeSelector').map(([key, value]) => ({
    reason: `nodeSelector ${key}=${JSON.stringify(value).replaceAll('"', '')}`,
    path: 'nodeSelector',
    admits: ({ labels }) => labels.get(key) === value,
  }));
}

/** The requirements that the webhook ANDs into every term of a pod. */
function injectedRequirements(constraints: readonly Constraint[]): readonly JsonValue[] {
  return constraints.flatMap(({ terms: [term] }) => arrayAt(term, 'matchExpressions'));
}

/** A term of the pod without what was injected; `undefined` when nothing is left: it was the webhook's alone. */
function withoutInjected(term: JsonValue, injected: readonly JsonValue[]): JsonObject | undefined {
  const fields = arrayAt(term, 'matchFields');
  const expressions = arrayAt(term, 'matchExpressions');
  const own = expressions.filter(one => !injected.some(other => equalJson(one, other)));
  if (expressions.length > 0 && own.length === 0 && fields.length === 0) return undefined;
  return {
    ...(own.length > 0 && { matchExpressions: own }),
    ...(fields.length > 0 && { matchFields: fields }),
  };
}

function affinityConstraint(
  podSpec: JsonObject | undefined,
  constraints: readonly Constraint[],
): readonly OwnConstraint[] {
  const required = objectAt(podSpec, 'affinity', ...REQUIRED_NODE_AFFINITY);
  if (required === undefined) return [];
  const injected = injectedRequirements(constraints);
  const terms = arrayAt(required, 'nodeSelectorTerms').map(term => withoutInjected(term, injected));
  const own = terms.filter(term => term !== undefined);
  // A term that was the webhook's alone allows every node, as far as the author goes.
  if (own.length < terms.length) return [];
  return [{ reason: 'node affinity', path: 'affinity.nodeAffinity', admits: nodeSelectorPredicate(own) }];
}

/** What the author of a pod ties it to, without what the webhook has added for its storage. */
export function ownConstraints(
  podSpec: JsonObject | undefined,
  constraints: readonly Constraint[],
): readonly OwnConstraint[] {
  return [...selectorConstraints(podSpec), ...affinityConstraint(podSpec, constraints)];
}
