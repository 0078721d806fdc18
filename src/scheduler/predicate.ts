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

function driverChecks(
  needs: DriverNeeds,
  context: DriverContext,
  freeSpace: FreeSpace,
): readonly NodeCheck[] {
  const { driver, claims } = needs;
  if (claims.length === 0) return poolChecks(needs, freeSpace);
  const misfit = driver.misfit?.(claims, context);
  return [
    ...topologyChecks(driver.topology(claims, context)),
    ...(misfit === undefined ? [] : [misfit]),
    ...poolChecks(needs, freeSpace),
    ...storageCapacityChecks(needs, context.lookup),
    ...registrationChecks(claims, context.lookup),
  ];
}

function firstReason(node: Node, checks: readonly NodeCheck[]): string | undefined {
  for (const check of checks) {
    const reason = check(node);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/**
 * Filters nodes for a pod. A node passes when nothing speaks against it; else the first reason counts, in an order that
 * hangs on the pod alone: driver by driver where its volumes are, how much is free, and whether the driver runs there.
 */
export function predicate(
  pod: JsonObject,
  nodes: readonly Node[],
  context: DriverContext,
  freeSpace: FreeSpace = reportedSpace(context),
): Verdict {
  const checks = podNeeds(pod, context).flatMap(needs => driverChecks(needs, context, freeSpace));
  const passed: string[] = [];
  const unresolvable = new Map<string, string>();
  for (const node of nodes) {
    const reason = firstReason(node, checks);
    if (reason === undefined) passed.push(node.name);
    else unresolvable.set(node.name, reason);
  }
  return { passed, failed: new Map(), unresolvable };
}
