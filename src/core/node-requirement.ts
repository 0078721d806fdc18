import { isJsonArray, member } from './json.ts';
import type { JsonValue } from './json.ts';
import { isLabelKey, isLabelValue } from './label-syntax.ts';
import type { Node } from './node.ts';

/** Says whether a node is one of a set. */
export type NodePredicate = (node: Node) => boolean;

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

const INT64_MAX = 2n ** 63n - 1n;

/** Holds for no node: what is malformed matches nothing. */
export function nothing(): boolean {
  return false;
}

/** Only plain decimal int64 is a number to Gt and Lt. */
function parseInteger(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?\d{1,63}$/.test(text)) return undefined;
  const number = BigInt(text.replace('+', ''));
  return number <= INT64_MAX && number >= -INT64_MAX - 1n ? number : undefined;
}

function readRequirement(value: JsonValue): Requirement | undefined {
  const key = member(value, 'key');
  const operator = member(value, 'operator');
  const values = member(value, 'values') ?? [];
  if (typeof key !== 'string' || typeof operator !== 'string' || !isJsonArray(values)) return undefined;
  const texts = values.filter(item => typeof item === 'string');
  return texts.length === values.length ? { key, operator, values: texts } : undefined;
}

function comparison(
  requirement: Requirement,
  holds: (label: bigint, bound: bigint) => boolean,
): NodePredicate {
  const bound = parseInteger(requirement.values[0]);
  if (bound === undefined || requirement.values.length !== 1) return nothing;
  return ({ labels }) => {
    const label = parseInteger(labels.get(requirement.key));
    return label !== undefined && holds(label, bound);
  };
}

function membership({ key, operator, values }: Requirement): NodePredicate {
  if (values.length === 0) return nothing;
  const allowed = new Set<string | undefined>(values);
  return operator === 'In'
    ? ({ labels }) => allowed.has(labels.get(key))
    : ({ labels }) => !allowed.has(labels.get(key));
}

function existence({ key, operator, values }: Requirement): NodePredicate {
  if (values.length > 0) return nothing;
  return ({ labels }) => labels.has(key) === (operator === 'Exists');
}

function expressionPredicate(requirement: Requirement): NodePredicate {
  if (!isLabelKey(requirement.key) || !requirement.values.every(isLabelValue)) return nothing;
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      return membership(requirement);
    case 'Exists':
    case 'DoesNotExist':
      return existence(requirement);
    case 'Gt':
      return comparison(requirement, (label, bound) => label > bound);
    case 'Lt':
      return comparison(requirement, (label, bound) => label < bound);
    default:
      return nothing;
  }
}

/** The API knows one field, `metadata.name`, and exactly one value for it. */
function fieldPredicate({ key, operator, values: [name, ...others] }: Requirement): NodePredicate {
  if (key !== 'metadata.name' || name === undefined || others.length > 0) return nothing;
  if (operator === 'In') return node => node.name === name;
  return operator === 'NotIn' ? node => node.name !== name : nothing;
}

function compile(
  value: JsonValue,
  compileRequirement: (requirement: Requirement) => NodePredicate,
): NodePredicate {
  const requirement = readRequirement(value);
  return requirement === undefined ? nothing : compileRequirement(requirement);
}

/** Compiles one of `matchExpressions`: a requirement on the node's labels. A malformed one holds nowhere. */
export function compileExpression(value: JsonValue): NodePredicate {
  return compile(value, expressionPredicate);
}

/** Compiles one of `matchFields`: a requirement on the node's name. A malformed one holds nowhere. */
export function compileField(value: JsonValue): NodePredicate {
  return compile(value, fieldPredicate);
}
