import { fits } from '../judged-node.ts';
import { isExtenderRefusal } from '../scheduler-said.ts';
import { defineVerdict } from '../verdict.ts';
import { span } from '../words.ts';

const MAX_NODES = 3;

/** The state has changed since the last try. */
export const waitsForAnEvent = defineVerdict({
  id: 'W18',
  summary: 'The pod fits now, and is tried again at the next event in the cluster.',
  help: `A pod that an extender has refused goes back into the queue at the next event of the cluster, or after at most five
minutes. By what the nodes report now it fits. Wait, or bring an event about: any change of a node's labels or annotations.`,
  source: 'https://github.com/kubernetes/kubernetes/issues/122019',
  blocks: false,
  find({ nodes, said, cluster }) {
    const free = nodes.filter(fits).map(({ state }) => state.name);
    if (free.length === 0 || said === undefined || !isExtenderRefusal(said.message)) return undefined;
    const { now } = cluster.context;
    const age =
      said.lastSeen === undefined ? 'before' : `${span(now.getTime() - said.lastSeen.getTime())} ago`;
    return {
      summary: `it fits on ${free.slice(0, MAX_NODES).join(', ')} by now; kube-scheduler tries again at the next event in the cluster`,
      proof: [`last try ${age}: ${said.message}`],
      fixes: [
        {
          text: 'wait, at most 5 minutes, or bring an event about',
          command: `kubectl annotate node ${free[0]} stowage.dev/wake=now --overwrite`,
        },
      ],
    };
  },
});
