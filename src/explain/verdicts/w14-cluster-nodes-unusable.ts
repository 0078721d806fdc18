import type { Constraint } from '../constraint.ts';
import type { Evidence } from '../evidence.ts';
import { nodeTrouble, sitesOf } from '../sites.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';

function unusable(constraint: Constraint, evidence: Evidence): Cause | undefined {
  if (constraint.kind !== 'cluster' || evidence.nodes.length === 0) return undefined;
  const sites = sitesOf(constraint, evidence);
  const trouble = nodeTrouble(sites);
  if (trouble === undefined) return undefined;
  const { reason } = constraint;
  return {
    summary:
      sites.length === 0
        ? `the nodes of ${reason} are gone`
        : `the pod may only use the ${sites.length} nodes of ${reason}, and none of them takes it`,
    proof: trouble.length === 0 ? [`no node in the state belongs to ${reason}`] : trouble,
    fixes: [
      { text: `bring a node of ${reason} back into service`, command: 'kubectl get nodes' },
      { text: 'or use a StorageClass of another cluster' },
    ],
  };
}

/** The storage cluster is there, and none of its nodes takes pods. */
export const clusterNodesUnusable = defineVerdict({
  id: 'W14',
  summary: 'The pod may use only the nodes of its IOMesh cluster, and none of them takes pods.',
  help: `Volumes of an IOMesh cluster are used on the nodes that run its chunk pods. When every one of them is cordoned, tainted
or not ready, a pod of that cluster has nowhere to go, however many other nodes there are.`,
  source: 'https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/manage-multiple-cluster.md',
  find: evidence =>
    evidence.constraints.map(constraint => unusable(constraint, evidence)).find(cause => cause !== undefined),
});
