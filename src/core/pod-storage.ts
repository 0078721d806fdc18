import { driverOfClaim } from './driver-of.ts';
import type { Driver, NodeConstraint, Topology } from './driver.ts';
import { objectAt } from './json.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { podNodePredicate } from './node-affinity.ts';
import { allNodes, decodeNode } from './node.ts';
import { latestPer } from './once-per.ts';
import type { PodClaim } from './pod-claim.ts';
import { podClaimsOf } from './pod-claims-of.ts';
import type { PodWithClaims } from './pod-claims-of.ts';
import type { RuleContext } from './rule.ts';

/** The claims of a pod that one driver serves. */
interface DriverClaims {
  readonly driver: Driver;
  readonly claims: readonly PodClaim[];
  readonly topology: Topology;
}

/** A pod, or the pod of a workload, with what its claims say about nodes. */
export interface PodStorage extends PodWithClaims {
  /** Only drivers that serve at least one claim. */
  readonly drivers: readonly DriverClaims[];
}

const claimsIn = latestPer((context: RuleContext, object: KubernetesObject) =>
  podClaimsOf(object, context.lookup),
);

/** The claims of a Pod or of the pods that a workload makes, worked out once for all rules that ask in a row. */
export function podWithClaims(object: KubernetesObject, context: RuleContext): PodWithClaims | undefined {
  return claimsIn(context, object);
}

const storageIn = latestPer((context: RuleContext, pod: PodWithClaims): PodStorage | undefined => {
  const byDriver = Map.groupBy(pod.claims, claim => driverOfClaim(claim, context));
  const drivers = [...byDriver].flatMap(([driver, claims]) =>
    driver === undefined ? [] : [{ driver, claims, topology: driver.topology(claims, context) }],
  );
  return drivers.length === 0 ? undefined : { ...pod, drivers };
});

/**
 * The storage of a pod; `undefined` when there is no pod, too few claims for the question, or no claim of a driver of ours.
 * Drivers look at the whole cluster for a topology, so what rules a pod out cheaply comes before.
 */
export function podStorageOf(
  object: KubernetesObject,
  context: RuleContext,
  fewestClaims = 1,
): PodStorage | undefined {
  const pod = podWithClaims(object, context);
  return pod === undefined || pod.claims.length < fewestClaims ? undefined : storageIn(context, pod);
}

/** The constraints that hold without exception: injected ones, and those of bound volumes. */
export function strictConstraints({ drivers }: PodStorage): readonly NodeConstraint[] {
  return drivers.flatMap(({ topology }) => [...topology.required, ...topology.enforced]);
}

/** The nodes that all claims together allow; `undefined` when they allow any, or the nodes cannot be named. */
export function allowedNodes(storage: PodStorage): ReadonlySet<string> | undefined {
  const [first, ...others] = strictConstraints(storage)
    .map(({ nodes }) => nodes)
    .filter(nodes => nodes !== undefined);
  if (first === undefined) return undefined;
  return new Set([...first].filter(name => others.every(nodes => nodes.has(name))));
}

/** Where the volume of a claim stands in the object. */
export function claimPath(storage: PodStorage, claimName: string | undefined): PodWithClaims['path'] {
  const claim = storage.claims.find(({ name }) => name === claimName);
  return claim === undefined ? [...storage.path, 'spec'] : storage.volumePath(claim);
}

/** Says whether the pod itself allows one of some nodes. */
export function admitsAny({ pod }: PodStorage, names: ReadonlySet<string>, lookup: Lookup): boolean {
  const admits = podNodePredicate(objectAt(pod, 'spec'));
  return [...names].some(name => {
    const node = lookup.get('Node', undefined, name);
    return node !== undefined && admits(decodeNode(node));
  });
}

/** The nodes in the state that the pod itself allows, by nodeSelector and required node affinity. */
export function ownNodes({ pod }: PodStorage, lookup: Lookup): readonly string[] {
  const admits = podNodePredicate(objectAt(pod, 'spec'));
  const nodes = allNodes(lookup).filter(admits);
  return nodes.map(({ name }) => name);
}
