import type { Evidence } from '../evidence.ts';
import { openNodes, spaceFixes } from '../fixes.ts';
import { fits, isEligible } from '../judged-node.ts';
import { largestFree, shortages } from '../space.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';
import { size } from '../words.ts';
import { isFragmented, shortageProof, shortageSummary } from './w02-too-little-space.ts';

function splitPool(evidence: Evidence): Cause | undefined {
  const shortage = shortages(evidence, 'pool').find(
    one => isFragmented(one) && (largestFree(one) ?? 0n) < one.demand.bytes,
  );
  if (shortage === undefined) return undefined;
  return {
    summary: shortageSummary(shortage),
    proof: [`${shortageProof(shortage)}: enough in total only if the volume were split`],
    fixes: spaceFixes(evidence, shortage),
  };
}

/** Several pools, each of which is large enough somewhere, and nowhere all of them. */
function splitNeeds(evidence: Evidence): Cause | undefined {
  const { demands } = evidence;
  const eligible = evidence.nodes.filter(isEligible);
  if (demands.length < 2 || eligible.length === 0 || evidence.nodes.some(fits)) return undefined;
  const homes = demands.map((_, index) =>
    eligible.filter(({ rooms }) => rooms[index]?.problem === undefined),
  );
  if (homes.some(nodes => nodes.length === 0)) return undefined;
  return {
    summary: `each of ${demands.map(demand => `${size(demand.bytes)} of ${demand.class}`).join(' and ')} is free somewhere, but no node it may use has all`,
    proof: demands.map((demand, index) => {
      const names = homes[index]?.map(({ state }) => state.name).slice(0, 3) ?? [];
      return `${demand.class} has room on ${names.join(', ')}`;
    }),
    fixes: [...openNodes(evidence), { text: 'free space of the class that one of these nodes lacks' }],
  };
}

/** There is enough, but not in one place. */
export const fragmented = defineVerdict({
  id: 'W03',
  summary: 'There is enough space in total, but not on any single node.',
  help: `A volume lies in one pool of one node, so free space of several nodes cannot be put together, nor can that of
several volume groups behind the default class. Free or add space on one node, or ask for several smaller volumes. When the
pod needs several classes, one node must have room in all of them.`,
  source: 'https://github.com/topolvm/topolvm/issues/1139',
  find: evidence => splitPool(evidence) ?? splitNeeds(evidence),
});
