import { arrayAt, at, objectAt, stringAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import { parseQuantity } from '../core/quantity.ts';

/** The resources of pods that are compared with what a node has left. */
const COMPARED = ['cpu', 'memory'] as const;

/** The unit of all amounts here: thousandths, because CPUs are given out in them. */
const PER_UNIT = 1000n;

/** Amounts by resource, in thousandths. */
export type Amounts = Readonly<Record<(typeof COMPARED)[number], bigint>>;

/** No amount of anything. */
export const NO_AMOUNTS: Amounts = { cpu: 0n, memory: 0n };

/** A plain number is read as so many thousands, so that fractions of a CPU are exact. */
function thousandths(value: JsonValue | undefined): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  if (/^[\d.]+$/.test(text)) return parseQuantity(`${text}k`);
  if (/^\d+m$/.test(text)) return parseQuantity(text.slice(0, -1));
  const whole = parseQuantity(text);
  return whole === undefined ? undefined : whole * PER_UNIT;
}

function amountsOf(list: JsonValue | undefined): Amounts {
  return {
    cpu: thousandths(at(list, 'cpu')) ?? 0n,
    memory: thousandths(at(list, 'memory')) ?? 0n,
  };
}

/** Adds two amounts. */
export function sumAmounts(left: Amounts, right: Amounts): Amounts {
  return { cpu: left.cpu + right.cpu, memory: left.memory + right.memory };
}

function larger(left: Amounts, right: Amounts): Amounts {
  return {
    cpu: left.cpu > right.cpu ? left.cpu : right.cpu,
    memory: left.memory > right.memory ? left.memory : right.memory,
  };
}

function requestsOf(container: JsonValue): Amounts {
  return amountsOf(at(container, 'resources', 'requests'));
}

function isSidecar(container: JsonValue): boolean {
  return stringAt(container, 'restartPolicy') === 'Always';
}

/**
 * What kube-scheduler counts for a pod: its containers and sidecars together, or its hungriest init container when that is
 * more, and the overhead of its runtime class.
 */
export function podRequests(pod: JsonObject): Amounts {
  const spec = objectAt(pod, 'spec');
  const starters = arrayAt(spec, 'initContainers');
  const lasting = [...arrayAt(spec, 'containers'), ...starters.filter(isSidecar)].map(requestsOf);
  const together = lasting.reduce(sumAmounts, NO_AMOUNTS);
  const most = starters
    .filter(starter => !isSidecar(starter))
    .map(requestsOf)
    .reduce(larger, together);
  return sumAmounts(most, amountsOf(at(spec, 'overhead')));
}

function isOver(pod: JsonObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** What the pods on a node use up, those that have ended left out. */
export function usedBy(pods: readonly JsonObject[]): Amounts {
  return pods
    .filter(pod => !isOver(pod))
    .map(podRequests)
    .reduce(sumAmounts, NO_AMOUNTS);
}

/** The resources of which a node has less left than a pod asks for; a node that says nothing of one has enough. */
export function scarceResources(
  wanted: Amounts,
  used: Amounts,
  allocatable: JsonObject | undefined,
): readonly string[] {
  return COMPARED.filter(resource => {
    const has = thousandths(at(allocatable, resource));
    return has !== undefined && wanted[resource] > 0n && has - used[resource] < wanted[resource];
  });
}
