import { formatReference } from '../core/kubernetes-object.ts';
import type { ObjectReference } from '../core/kubernetes-object.ts';
import type { Evidence } from './evidence.ts';
import type { FoundCause } from './explanation.ts';
import type { Verdict } from './verdict.ts';
import { VERDICTS } from './verdicts/index.ts';

/** A cause, and the verdict that found it. */
interface Found extends FoundCause {
  readonly verdict: Verdict;
}

/** What the verdicts say of a pod. */
export interface Causes {
  /** What is to be shown first in front. */
  readonly found: readonly Found[];
  /** Objects that the state does not hold, and on which verdicts hang. */
  readonly needs: readonly ObjectReference[];
}

/** Objects on which nearly everything hangs; nobody's verdict, for without them there is nothing to judge. */
function missingBasics({ nodes, claims, cluster: { context } }: Evidence): readonly ObjectReference[] {
  const { lookup } = context;
  const knowsNodes = nodes.length > 0 || lookup.isComplete('Node');
  const missing = lookup.isComplete('PersistentVolumeClaim')
    ? []
    : claims.filter(({ claim }) => claim === undefined);
  return [
    ...(knowsNodes ? [] : [{ kind: 'Node', name: '*' }]),
    ...missing.map(({ namespace, name }) => ({ kind: 'PersistentVolumeClaim', namespace, name })),
  ];
}

/** Asks every verdict, in their order. */
export function findCauses(evidence: Evidence): Causes {
  const found: Found[] = [];
  const needs = new Map(missingBasics(evidence).map(one => [formatReference(one), one]));
  for (const verdict of VERDICTS) {
    if (evidence.origin === 'none' && !verdict.withoutPod) continue;
    const answer = verdict.find(evidence);
    if (answer === undefined) continue;
    if ('needs' in answer) needs.set(formatReference(answer.needs), answer.needs);
    else found.push({ id: verdict.id, verdict, ...answer });
  }
  return { found, needs: [...needs.values()] };
}
