import { driverOfClaim } from '../core/driver-of.ts';
import type { Driver } from '../core/driver.ts';
import { objectAt, stringAt } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { podClaims } from '../core/pod-claim.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import { DRIVERS } from '../drivers/registry.ts';
import type { ClassDemand } from './class-demand.ts';
import type { Cluster } from './cluster.ts';
import { storageConstraints } from './constraint.ts';
import type { Constraint } from './constraint.ts';
import { deviceDemands } from './device-demands.ts';
import type { EventNote } from './event-note.ts';
import type { SchedulerSaid } from './explanation.ts';
import { judgeNodes } from './judged-node.ts';
import type { JudgedNode } from './judged-node.ts';
import { ownConstraints } from './own-affinity.ts';
import type { OwnConstraint } from './own-affinity.ts';
import { obstaclesOn } from './placement.ts';
import { poolDemands } from './pool-demands.ts';
import { publishedDemands } from './published-demands.ts';
import type { DriverNeeds } from './scheduler-view.ts';
import { schedulerSaid } from './scheduler-said.ts';
import { writtenPod } from './written-pod.ts';
import type { WrittenPod } from './written-pod.ts';

/** A claim of the pod, with what has been said of it. */
export interface ClaimEvidence extends PodClaim {
  /** The driver of ours that serves it. */
  readonly driver: Driver | undefined;
  /** Events about the claim, the newest first. */
  readonly events: readonly EventNote[];
}

/** What the pod is: one that exists, one that a manifest would make, or a stand-in for one that is not there. */
export type PodOrigin = 'cluster' | 'manifest' | 'none';

/** All that the verdicts look at. */
export interface Evidence {
  readonly cluster: Cluster;
  readonly origin: PodOrigin;
  /** The pod; where there is none, one that would use the claim in question. */
  readonly pod: KubernetesObject;
  readonly namespace: string;
  readonly claims: readonly ClaimEvidence[];
  readonly needs: readonly DriverNeeds[];
  readonly demands: readonly ClassDemand[];
  readonly constraints: readonly Constraint[];
  readonly own: readonly OwnConstraint[];
  readonly nodes: readonly JudgedNode[];
  readonly said: SchedulerSaid | undefined;
  readonly written: WrittenPod;
  /** Events of controllers that could not make the pod, the newest first. */
  readonly failures: readonly EventNote[];
}

function claimEvidence(claim: PodClaim, cluster: Cluster): ClaimEvidence {
  const { namespace, name } = claim;
  return {
    ...claim,
    driver: driverOfClaim(claim, { drivers: DRIVERS, settings: cluster.context.settings }),
    events: cluster.eventsAbout({ kind: 'PersistentVolumeClaim', namespace, name }, claim.claim?.uid ?? ''),
  };
}

function demandsOf(
  needs: readonly DriverNeeds[],
  claims: readonly PodClaim[],
  cluster: Cluster,
): readonly ClassDemand[] {
  const counted = needs.flatMap(one => [...poolDemands(one, cluster), ...deviceDemands(one, cluster)]);
  const names = new Set(counted.flatMap(demand => demand.claims));
  return [...counted, ...publishedDemands(claims, names, cluster)];
}

/** Gathers everything about a pod, once. */
export function gatherEvidence(
  pod: KubernetesObject,
  cluster: Cluster,
  origin: PodOrigin,
  failures: readonly EventNote[] = [],
): Evidence {
  const { context } = cluster;
  const namespace = namespaceOf(pod) ?? 'default';
  const claims = podClaims(pod, namespace, context.lookup);
  const needs = context.scheduler.needs(pod);
  const demands = demandsOf(needs, claims, cluster);
  const constraints = storageConstraints(claims, needs, context);
  const own = ownConstraints(objectAt(pod, 'spec'), constraints);
  const obstacles = obstaclesOn({ pod, constraints, own }, cluster);
  const events = cluster.eventsAbout(
    { kind: 'Pod', namespace, name: nameOf(pod) },
    stringAt(pod, 'metadata', 'uid') ?? '',
  );
  return {
    cluster,
    origin,
    pod,
    namespace,
    claims: claims.map(claim => claimEvidence(claim, cluster)),
    needs,
    demands,
    constraints,
    own,
    nodes: judgeNodes(pod, demands, obstacles, cluster),
    said: origin === 'cluster' ? schedulerSaid(pod, events) : undefined,
    written: writtenPod(pod, context.lookup),
    failures,
  };
}
