import type { JsonPath } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import { latestPer } from '../../../core/once-per.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import type { PodWithClaims } from '../../../core/pod-claims-of.ts';
import { podWithClaims } from '../../../core/pod-storage.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { DEVICE, PROVISIONER } from '../names.ts';
import { allowedNodes, enforcedConstraints } from '../nodes/enforced.ts';
import { knownNodes } from '../nodes/known-nodes.ts';
import { deviceRequests, unboundClaims } from './device-claims.ts';
import type { DeviceRequest } from './device-conditions.ts';
import { deviceNodes, knowsDevices } from './device-nodes.ts';
import type { DeviceNode } from './device-nodes.ts';

/** The devices that a pod needs, and the nodes that have them. */
export interface PodDevices {
  /** The volume of the first claim concerned. */
  readonly path: JsonPath;
  readonly requests: readonly DeviceRequest[];
  readonly nodes: readonly DeviceNode[];
}

/** Claims made from the templates of a StatefulSet may have their devices already. */
function isOfVolume(claim: PodClaim, { volumePath }: PodWithClaims): boolean {
  return volumePath(claim).at(-2) === 'volumes';
}

function ownClaims(pod: PodWithClaims): readonly PodClaim[] {
  return pod.claims.filter(
    claim =>
      (claim.storageClass?.provisioner ?? claim.volume?.driver) === PROVISIONER && isOfVolume(claim, pod),
  );
}

function findDevices(context: RuleContext, object: KubernetesObject): PodDevices | undefined {
  const { lookup, settings } = context;
  const pod = podWithClaims(object, context);
  const claims = pod === undefined ? [] : ownClaims(pod);
  const waiting = unboundClaims(claims, DEVICE);
  const [first] = waiting;
  if (pod === undefined || first === undefined || !knowsDevices(lookup, settings)) return undefined;
  const requests = deviceRequests(waiting, context);
  if (requests === undefined) return undefined;
  const all = knownNodes(lookup);
  const allowed = allowedNodes(all, enforcedConstraints(claims, all, lookup));
  const nodes = deviceNodes(
    allowed.map(({ name }) => name),
    requests,
    context,
  );
  return { path: pod.volumePath(first), requests, nodes };
}

/** Two rules ask in a row. */
const findOnce = latestPer(findDevices);

/**
 * What a pod, or the pods that an object makes, need of devices. `undefined` when they need none, and when
 * too little is known to say: no BlockDevice at all, or a selector that cannot be read.
 */
export function podDevices(object: KubernetesObject, context: RuleContext): PodDevices | undefined {
  return findOnce(context, object);
}
