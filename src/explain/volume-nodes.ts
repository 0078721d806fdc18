import { arrayAt, at, stringAt } from '../core/json.ts';
import { nodeSelectorPredicate } from '../core/node-affinity.ts';
import type { NodeSelectorTerm } from '../core/node-selector.ts';
import type { Node } from '../core/node.ts';
import { oncePerKey } from './once.ts';

interface LabelValue {
  readonly key: string;
  readonly value: string;
}

/** The one label that nearly every volume of a local driver asks for; `undefined` when its terms say more than that. */
function onlyLabel(terms: readonly NodeSelectorTerm[]): LabelValue | undefined {
  const [term, ...otherTerms] = terms;
  const [requirement, ...others] = arrayAt(term, 'matchExpressions');
  const [value, ...otherValues] = arrayAt(requirement, 'values');
  const isAlone = [...otherTerms, ...others, ...otherValues, ...arrayAt(term, 'matchFields')].length === 0;
  const key = stringAt(requirement, 'key');
  if (!isAlone || key === undefined || typeof value !== 'string') return undefined;
  return at(requirement, 'operator') === 'In' ? { key, value } : undefined;
}

function byLabel(nodes: readonly Node[], key: string): ReadonlyMap<string, readonly Node[]> {
  return Map.groupBy(
    nodes.filter(({ labels }) => labels.has(key)),
    ({ labels }) => labels.get(key) ?? '',
  );
}

/** Makes the function that finds the nodes of volumes; for thousands of volumes on thousands of nodes. */
export function nodesOfTerms(
  nodes: readonly Node[],
): (terms: readonly NodeSelectorTerm[]) => readonly Node[] {
  const labelled = oncePerKey(key => byLabel(nodes, key));
  return terms => {
    const label = onlyLabel(terms);
    if (label !== undefined) return labelled(label.key).get(label.value) ?? [];
    return nodes.filter(nodeSelectorPredicate(terms));
  };
}
