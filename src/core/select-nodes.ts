import { arrayAt, stringAt } from './json.ts';
import type { JsonValue } from './json.ts';
import { nodeSelectorPredicate } from './node-affinity.ts';
import { listedValues } from './node-selector.ts';
import type { Node } from './node.ts';
import { oncePer } from './once-per.ts';

/** Where in a list of nodes those with a value of a label stand. */
type Positions = ReadonlyMap<string | undefined, readonly number[]>;

const positionsIn = oncePer((nodes: readonly Node[]) => {
  const byLabel = new Map<string, Positions>();
  return (label: string): Positions => {
    const known = byLabel.get(label);
    if (known !== undefined) return known;
    const positions = Map.groupBy(nodes.keys(), position => nodes[position]?.labels.get(label));
    byLabel.set(label, positions);
    return positions;
  };
});

/** The nodes that have one of the values which a requirement lists for its label; `undefined` when it lists none. */
function listedNodes(requirement: JsonValue, nodes: readonly Node[]): readonly Node[] | undefined {
  const label = stringAt(requirement, 'key');
  const values = label === undefined ? undefined : listedValues(requirement, label);
  if (label === undefined || values === undefined) return undefined;
  const positions = positionsIn(nodes)(label);
  const found = [...new Set(values)].flatMap(value =>
    typeof value === 'string' ? (positions.get(value) ?? []) : [],
  );
  return found.sort((left, right) => left - right).flatMap(position => nodes[position] ?? []);
}

/** Nodes among which are all that a term selects. */
function candidates(term: JsonValue, nodes: readonly Node[]): readonly Node[] {
  for (const requirement of arrayAt(term, 'matchExpressions')) {
    const listed = listedNodes(requirement, nodes);
    if (listed !== undefined) return listed;
  }
  return nodes;
}

/**
 * The nodes that ORed NodeSelectorTerms select, in their order. A single term that lists the values of a label, as those of
 * local volumes do, is not tried on every node.
 */
export function selectNodes(terms: readonly JsonValue[], nodes: readonly Node[]): readonly Node[] {
  const [only, ...others] = terms;
  const tried = only !== undefined && others.length === 0 ? candidates(only, nodes) : nodes;
  return tried.filter(nodeSelectorPredicate(terms));
}
