import type { JsonPath } from '../../../core/json.ts';
import { namespaceOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import { podClaims } from '../../../core/pod-claim.ts';
import type { PodClaim } from '../../../core/pod-claim.ts';
import { podTemplateOf } from '../../../core/pod-template.ts';
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

function ownClaims(pod: KubernetesObject, context: RuleContext): readonly PodClaim[] {
  const made = podTemplateOf(pod);
  if (made === undefined) return [];
  const claims = podClaims(made.template, namespaceOf(pod) ?? 'default', context.lookup);
  return claims.filter(
    ({ storageClass, volume }) => (storageClass?.provisioner ?? volume?.driver) === PROVISIONER,
  );
}

function firstVolumePath(object: KubernetesObject, claims: readonly PodClaim[]): JsonPath {
  const template = podTemplateOf(object)?.path ?? [];
  return [...template, 'spec', 'volumes', claims[0]?.volumeIndexes[0] ?? 0];
}

/**
 * What a pod, or the pods that an object makes, need of devices. `undefined` when they need none, and when
 * too little is known to say: no BlockDevice at all, or a selector that cannot be read.
 */
export function podDevices(object: KubernetesObject, context: RuleContext): PodDevices | undefined {
  const { lookup, settings } = context;
  const claims = ownClaims(object, context);
  const waiting = unboundClaims(claims, DEVICE);
  if (waiting.length === 0 || !knowsDevices(lookup, settings)) return undefined;
  const requests = deviceRequests(waiting, context);
  if (requests === undefined) return undefined;
  const all = knownNodes(lookup);
  const allowed = allowedNodes(all, enforcedConstraints(claims, all, lookup));
  const nodes = deviceNodes(
    allowed.map(({ name }) => name),
    requests,
    context,
  );
  return { path: firstVolumePath(object, waiting), requests, nodes };
}
