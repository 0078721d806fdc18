import type { Constraint } from '../constraint.ts';
import type { ClaimEvidence, Evidence } from '../evidence.ts';
import type { Fix } from '../explanation.ts';
import { nodeTrouble, sitesOf } from '../sites.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause, Undecided } from '../verdict.ts';

function missingVolume(
  { name, claim, volume }: ClaimEvidence,
  { cluster }: Evidence,
): Cause | Undecided | undefined {
  if (claim?.volumeName === undefined || volume !== undefined) return undefined;
  if (!cluster.context.lookup.isComplete('PersistentVolume')) {
    return { needs: { kind: 'PersistentVolume', name: claim.volumeName } };
  }
  return {
    summary: `PersistentVolume ${claim.volumeName}, which claim ${name} is bound to, does not exist`,
    proof: ['the claim can never be bound to another volume'],
    fixes: [{ text: `restore the data into a new claim and delete claim ${name}` }],
  };
}

function homeFixes(names: readonly string[], evidence: Evidence): readonly Fix[] {
  return evidence.nodes
    .filter(({ state }) => names.includes(state.name) && state.isUnschedulable)
    .map(({ state }) => ({ text: `uncordon ${state.name}`, command: `kubectl uncordon ${state.name}` }));
}

function homeless({ reason, claims }: Constraint): Cause {
  const [claim = ''] = claims;
  return {
    summary: `the node of ${reason} is gone`,
    proof: [`its node affinity selects none of the nodes; claim ${claim} needs it`],
    fixes: [
      { text: 'bring the node back under its name' },
      { text: `or give the volume up: delete claim ${claim}, and its data with it` },
    ],
  };
}

function unusableHome(constraint: Constraint, evidence: Evidence): Cause | undefined {
  const { kind, reason } = constraint;
  if ((kind !== 'volume' && kind !== 'source') || evidence.nodes.length === 0) return undefined;
  const sites = sitesOf(constraint, evidence);
  if (sites.length === 0) return homeless(constraint);
  const trouble = nodeTrouble(sites);
  if (trouble === undefined) return undefined;
  const names = sites.map(({ state }) => state.name);
  return {
    summary: `${reason} lies on ${names.slice(0, 3).join(', ')}, which the pod cannot use`,
    proof: trouble,
    fixes: [
      ...homeFixes(names, evidence),
      { text: `bring ${names[0]} back into service, or let the pod tolerate its taints` },
    ],
  };
}

/** The data is where the pod cannot go. */
export const volumeNodeUnusable = defineVerdict({
  id: 'W10',
  summary: 'The volume lies on a node that is gone, cordoned, tainted or not ready.',
  help: `A local volume stays on its node for ever, and so must every pod that uses it. While that node is cordoned, tainted or
down, the pod waits. Bring the node back; only when it is lost for good, delete the claim and restore the data elsewhere.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity',
  find(evidence) {
    const answers = [
      ...evidence.claims.map(claim => missingVolume(claim, evidence)),
      ...evidence.constraints.map(constraint => unusableHome(constraint, evidence)),
    ];
    return answers.find(answer => answer !== undefined);
  },
});
