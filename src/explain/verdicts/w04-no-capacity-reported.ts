import type { Evidence } from '../evidence.ts';
import { reviveAgents } from '../fixes.ts';
import { fits, isEligible } from '../judged-node.ts';
import { AGENT_LABEL } from '../node-agent.ts';
import { reportedPools } from '../pool-demands.ts';
import { shortages } from '../space.ts';
import type { Candidate, Shortage } from '../space.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';
import { counted } from '../words.ts';

const MAX_NODES = 3;

function silentCandidates({ candidates }: Shortage): readonly Candidate[] {
  return candidates.filter(({ room }) => room.problem?.id === 'W04');
}

function spareFix({ demand, candidates }: Shortage): Cause['fixes'] {
  const empty = candidates.find(({ room }) => room.problem?.text === 'reports 0 bytes');
  if (empty === undefined) return [];
  return [
    {
      text: `on ${empty.node.state.name}, see that lvmd has a device class ${demand.class} and spare-gb (10 unless set) is below the size of its volume group`,
    },
  ];
}

function silentNodes(evidence: Evidence): Cause | undefined {
  const shortage = shortages(evidence, 'pool').find(one => silentCandidates(one).length > 0);
  if (shortage === undefined) return undefined;
  const silent = silentCandidates(shortage);
  const isAll = silent.length === shortage.candidates.length;
  const who = isAll ? 'no node that it may use' : counted(silent.length, 'node');
  const verb = isAll ? 'reports usable' : silent.length === 1 ? 'reports no usable' : 'report no usable';
  return {
    summary: `${who} ${verb} capacity of ${shortage.demand.class}`,
    proof: silent
      .slice(0, MAX_NODES)
      .map(({ node, room }) => `${node.state.name}: ${room.problem?.text ?? ''}`),
    fixes: [...reviveAgents(evidence, shortage), ...spareFix(shortage)],
  };
}

/** No node takes part at all: the driver was never started, or its nodes are not the ones that the state holds. */
function silentDriver(evidence: Evidence): Cause | undefined {
  const { demands, nodes, cluster } = evidence;
  if (nodes.length === 0 || nodes.some(fits)) return undefined;
  const index = demands.findIndex(
    ({ origin, driver }, place) =>
      origin === 'pool' &&
      nodes.every(({ rooms }) => rooms[place]?.takesPart !== true) &&
      reportedPools(driver, cluster).length === 0,
  );
  const demand = demands[index];
  if (demand === undefined || !nodes.some(isEligible)) return undefined;
  return {
    summary: `no node reports any capacity of ${demand.title}`,
    proof: [`none of ${counted(nodes.length, 'node')} has an annotation or a label of the driver`],
    fixes: [
      {
        text: `see that ${demand.title} runs on the nodes`,
        command: `kubectl get pods -A -l ${AGENT_LABEL}=${demand.driver} -o wide`,
      },
    ],
  };
}

/** Figures that are missing, zero or old. */
export const noCapacityReported = defineVerdict({
  id: 'W04',
  summary: 'A node reports no capacity, zero, something unreadable, or an old figure.',
  help: `The driver's pod on each node writes its free space into the node's annotations. While that pod is down there is no
figure, or an old one, and a node without a readable figure takes no pods. Zero on a node without volumes means that lvmd has
no such device class there, or that spare-gb (10 unless set) is as large as the volume group.`,
  source: 'https://github.com/topolvm/topolvm/issues/994',
  find: evidence => silentNodes(evidence) ?? silentDriver(evidence),
});
