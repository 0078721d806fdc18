import { formatReference } from '../core/kubernetes-object.ts';
import type { Evidence } from './evidence.ts';
import type { Explanation, Subject } from './explanation.ts';
import { findCauses } from './find-causes.ts';
import type { Causes } from './find-causes.ts';
import { fits } from './judged-node.ts';
import { nodeEntries } from './node-entries.ts';
import { injectedAnnotations, wantsOf } from './wants.ts';
import { counted } from './words.ts';

type VerdictLine = Explanation['verdict'];

const MAX_NAMES = 3;

/** Without a cause: it is waiting for its turn, or for something that the state does not show. */
function withoutCause(evidence: Evidence, { needs }: Causes): VerdictLine {
  const [first] = needs;
  if (first !== undefined) {
    const more = needs.length > 1 ? ` and ${needs.length - 1} more` : '';
    const summary = `it cannot be told without ${formatReference(first)}${more}`;
    return { id: undefined, blocked: undefined, summary };
  }
  const pinned = evidence.claims.find(
    ({ claim }) => claim?.isBound === false && claim.selectedNode !== undefined,
  );
  if (pinned !== undefined) {
    const summary = `claim ${pinned.name} is being provisioned on ${pinned.claim?.selectedNode}`;
    return { id: undefined, blocked: false, summary };
  }
  const free = evidence.nodes.filter(fits).map(({ state }) => state.name);
  if (free.length === 0) {
    return { id: undefined, blocked: undefined, summary: 'nothing in the state says why' };
  }
  const where = `${free.slice(0, MAX_NAMES).join(', ')}${free.length > MAX_NAMES ? ', …' : ''}`;
  const summary = `its storage fits on ${counted(free.length, 'node')} (${where})`;
  if (evidence.origin === 'manifest') return { id: undefined, blocked: false, summary };
  return { id: undefined, blocked: false, summary: `${summary}, and it waits to be scheduled` };
}

/** Explains what was gathered of a pod that waits. */
export function explainEvidence(subject: Subject, evidence: Evidence): Explanation {
  const causes = findCauses(evidence);
  const [main, ...others] = causes.found;
  const rest = {
    wants: wantsOf(evidence),
    injected: injectedAnnotations(evidence),
    nodes: evidence.origin === 'none' ? [] : nodeEntries(evidence),
    scheduler: evidence.said,
    needs: causes.needs,
  };
  if (main === undefined) {
    const verdict = withoutCause(evidence, causes);
    return { subject, verdict, proof: [], also: [], fixes: [], ...rest };
  }
  return {
    subject,
    verdict: { id: main.id, blocked: main.verdict.blocks, summary: main.summary },
    proof: main.proof,
    also: others.map(({ id, summary, proof, fixes }) => ({ id, summary, proof, fixes })),
    fixes: main.fixes,
    ...rest,
  };
}
