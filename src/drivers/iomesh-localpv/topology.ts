import type { DriverContext, NodeConstraint, Topology } from '../../core/driver.ts';
import type { Node } from '../../core/node.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { deviceRequests, unboundClaims } from './block-devices/device-claims.ts';
import { deviceNodes, knowsDevices } from './block-devices/device-nodes.ts';
import { DEVICE, HOSTPATH } from './names.ts';
import { allowedNodes, enforcedConstraints } from './nodes/enforced.ts';
import { knownNodes, nodeNames, termsOf } from './nodes/known-nodes.ts';
import { registeredNodes } from './nodes/registration.ts';

type Preference = Topology['preferred'][number];

/** Where the driver is sure to succeed. */
const SAFE_WEIGHT = 100;

/** Where it succeeds only if the claims happen to be provisioned in the right order. */
const ORDER_DEPENDENT_WEIGHT = 50;

/** The wish for a set of nodes; none for no nodes. */
function wish(
  chosen: readonly Node[],
  all: readonly Node[],
  about: Pick<Preference, 'weight' | 'claims' | 'reason'>,
): readonly Preference[] {
  return chosen.length === 0 ? [] : [{ terms: termsOf(chosen, all), nodes: nodeNames(chosen), ...about }];
}

function devicePreferences(
  claims: readonly PodClaim[],
  allowed: readonly Node[],
  all: readonly Node[],
  context: DriverContext,
): readonly Preference[] {
  const waiting = unboundClaims(claims, DEVICE);
  if (waiting.length === 0 || !knowsDevices(context.lookup, context.settings)) return [];
  const requests = deviceRequests(waiting, context);
  if (requests === undefined) return [];
  const names = allowed.map(({ name }) => name);
  const found = deviceNodes(names, requests, context);
  const isSafe = new Map(found.map(node => [node.nodeName, node.isSafe]));
  const reason = 'free block devices, as last scanned';
  const about = { claims: waiting.map(({ name }) => name), reason };
  return [
    ...wish(
      allowed.filter(({ name }) => isSafe.get(name) === true),
      all,
      { weight: SAFE_WEIGHT, ...about },
    ),
    ...wish(
      allowed.filter(({ name }) => isSafe.get(name) === false),
      all,
      { weight: ORDER_DEPENDENT_WEIGHT, ...about },
    ),
  ];
}

/** Nothing is said when the driver runs everywhere: a list of all nodes would only swell the pod. */
function hostpathPreferences(
  claims: readonly PodClaim[],
  allowed: readonly Node[],
  all: readonly Node[],
  { lookup }: DriverContext,
): readonly Preference[] {
  const waiting = unboundClaims(claims, HOSTPATH).filter(({ claim }) => claim?.selectedNode === undefined);
  if (waiting.length === 0) return [];
  const runsOn = registeredNodes(lookup);
  const registered = allowed.filter(({ name }) => runsOn.has(name));
  if (registered.length === all.length) return [];
  const names = waiting.map(({ name }) => name);
  return wish(registered, all, {
    weight: SAFE_WEIGHT,
    claims: names,
    reason: 'the nodes where the LocalPV driver runs',
  });
}

function preferences(
  claims: readonly PodClaim[],
  enforced: readonly NodeConstraint[],
  all: readonly Node[],
  context: DriverContext,
): readonly Preference[] {
  if (!claims.some(({ claim }) => claim !== undefined && !claim.isBound)) return [];
  const allowed = allowedNodes(all, enforced);
  return [
    ...devicePreferences(claims, allowed, all, context),
    ...hostpathPreferences(claims, allowed, all, context),
  ];
}

/**
 * Where claims of this driver allow a pod to run. Free devices change, and the affinity of a pod does not, so
 * they are preferred and never required.
 */
export function topology(claims: readonly PodClaim[], context: DriverContext): Topology {
  const all = knownNodes(context.lookup);
  const enforced = enforcedConstraints(claims, all, context.lookup);
  let preferred: readonly Preference[] | undefined;
  return {
    required: [],
    /** Worked out only when it is asked for: the scheduler, which knows no wishes, asks for every pod. */
    get preferred() {
      return (preferred ??= preferences(claims, enforced, all, context));
    },
    enforced,
  };
}
