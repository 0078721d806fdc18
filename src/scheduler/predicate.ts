import type { DriverContext } from '../core/driver.ts';
import type { JsonObject } from '../core/json.ts';
import type { Node } from '../core/node.ts';
import { reportedSpace } from './free-space.ts';
import type { FreeSpace } from './free-space.ts';
import type { NodeCheck } from './node-check.ts';
import { podNeeds } from './pod-needs.ts';
import type { DriverNeeds } from './pod-needs.ts';
import { poolChecks } from './pool-checks.ts';
import { registrationChecks } from './registration-checks.ts';
import { storageCapacityChecks } from './storage-capacity-checks.ts';
import { topologyChecks } from './topology-checks.ts';

/** Where a pod may run, as far as its storage goes. */
export interface Verdict {
  /** Names of the nodes it may run on, in the order given. */
  readonly passed: readonly string[];
  /** Reasons by node where evicting other pods could help. Always empty: an evicted pod leaves its volumes where they are. */
  readonly failed: ReadonlyMap<string, string>;
  /** Reasons by node where it could not, so that kube-scheduler does not try. */
  readonly unresolvable: ReadonlyMap<string, string>;
}

/** Makes, once for a pod, the question why a node cannot hold its claims, where space is no sum of bytes. */
export type MisfitCheck = (needs: DriverNeeds, context: DriverContext) => NodeCheck | undefined;

function reportedMisfit({ driver, claims }: DriverNeeds, context: DriverContext): NodeCheck | undefined {
  return driver.misfit?.(claims, context);
}

function driverChecks(
  needs: DriverNeeds,
  context: DriverContext,
  freeSpace: FreeSpace,
  misfitCheck: MisfitCheck,
): readonly NodeCheck[] {
  const { driver, claims } = needs;
  if (claims.length === 0) return poolChecks(needs, freeSpace);
  const misfit = misfitCheck(needs, context);
  return [
    ...topologyChecks(driver.topology(claims, context)),
    ...(misfit === undefined ? [] : [misfit]),
    ...poolChecks(needs, freeSpace),
    ...storageCapacityChecks(needs, context.lookup),
    ...registrationChecks(claims, context.lookup),
  ];
}

/**
 * Makes, once for a pod, the checks that each node has to pass, in an order that hangs on the pod alone: driver by driver
 * where its volumes are, how much is free, and whether the driver runs there.
 */
export function podChecks(
  allNeeds: readonly DriverNeeds[],
  context: DriverContext,
  freeSpace: FreeSpace,
  misfitCheck: MisfitCheck = reportedMisfit,
): readonly NodeCheck[] {
  return allNeeds.flatMap(needs => driverChecks(needs, context, freeSpace, misfitCheck));
}

function firstReason(node: Node, checks: readonly NodeCheck[]): string | undefined {
  for (const check of checks) {
    const reason = check(node);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Filters nodes: one passes when nothing speaks against it, else the first reason counts. */
export function filterNodes(nodes: readonly Node[], checks: readonly NodeCheck[]): Verdict {
  const passed: string[] = [];
  const unresolvable = new Map<string, string>();
  nodes.forEach(node => {
    const reason = firstReason(node, checks);
    if (reason === undefined) passed.push(node.name);
    else unresolvable.set(node.name, reason);
  });
  return { passed, failed: new Map(), unresolvable };
}

/** Filters nodes for a pod. */
export function predicate(
  pod: JsonObject,
  nodes: readonly Node[],
  context: DriverContext,
  freeSpace: FreeSpace = reportedSpace(context),
): Verdict {
  return filterNodes(nodes, podChecks(podNeeds(pod, context), context, freeSpace));
}
