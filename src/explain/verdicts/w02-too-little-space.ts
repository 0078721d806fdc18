import { spaceFixes } from '../fixes.ts';
import type { Evidence } from '../evidence.ts';
import { largestFree, reportingCount, shortages, totalFree } from '../space.ts';
import type { Shortage } from '../space.ts';
import { defineVerdict } from '../verdict.ts';
import { counted, size } from '../words.ts';

/** The pool that no node has enough of, and would not have together either. */
function scarcePool(evidence: Evidence): Shortage | undefined {
  return shortages(evidence, 'pool').find(shortage => {
    const largest = largestFree(shortage);
    const isShort = shortage.candidates.some(({ room }) => room.problem?.id === 'W02');
    return isShort && largest !== undefined && largest < shortage.demand.bytes && !isFragmented(shortage);
  });
}

/** Whether the nodes have enough together. */
export function isFragmented(shortage: Shortage): boolean {
  return reportingCount(shortage) > 1 && totalFree(shortage) >= shortage.demand.bytes;
}

/** `no node it may use has 100.0Gi of ssd free; the largest has 61.9Gi`; to the byte where that looks like the same. */
export function shortageSummary(shortage: Shortage): string {
  const { demand } = shortage;
  const largest = largestFree(shortage) ?? 0n;
  const isClose = size(largest) === size(demand.bytes);
  const [need, has] = isClose ? [`${demand.bytes} bytes`, `${largest}`] : [size(demand.bytes), size(largest)];
  return `no node it may use has ${need} of ${demand.class} free; the largest has ${has}`;
}

/** How much is missing, and on how many nodes. */
export function shortageProof(shortage: Shortage): string {
  const largest = largestFree(shortage) ?? 0n;
  const nodes = counted(reportingCount(shortage), 'node');
  return `${nodes} it may use: ${size(totalFree(shortage))} free in total, the largest is short by ${size(shortage.demand.bytes - largest)}`;
}

/** The plain case: the pods have used the disks up. */
export const tooLittleSpace = defineVerdict({
  id: 'W02',
  summary: 'No node has enough free space of the class.',
  help: `The pod's unbound claims together ask for more of one pool than any node has left that the pod may use. Free or add
space on one node, ask for less, or let the pod run on a node that has room but keeps it away. A claim that exists cannot be
made smaller, and the claim templates of a StatefulSet cannot be changed: both have to be recreated. Evicting other pods does
not help: their volumes stay.`,
  source: 'https://github.com/topolvm/topolvm/issues/655',
  find(evidence) {
    const shortage = scarcePool(evidence);
    if (shortage === undefined) return undefined;
    return {
      summary: shortageSummary(shortage),
      proof: [shortageProof(shortage)],
      fixes: spaceFixes(evidence, shortage),
    };
  },
});
