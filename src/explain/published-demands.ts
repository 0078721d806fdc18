import type { PodClaim } from '../core/pod-claim.ts';
import type { ClassDemand, Room } from './class-demand.ts';
import type { Cluster } from './cluster.ts';
import type { NodeReason } from './explanation.ts';
import type { NodeState } from './node-state.ts';
import type { DriverNeeds, PublishedCapacity } from './scheduler-view.ts';
import { size } from './words.ts';

interface PublishedClaim {
  readonly name: string;
  readonly bytes: bigint;
  readonly storageClass: string;
  readonly provisioner: string;
  readonly capacities: readonly PublishedCapacity[];
}

/** A claim that kube-scheduler compares with CSIStorageCapacity objects; none for all others. */
function publishedClaim(
  { name, claim, storageClass }: PodClaim,
  cluster: Cluster,
): readonly PublishedClaim[] {
  const bytes = claim?.isBound === false ? claim.requestBytes : undefined;
  if (bytes === undefined || storageClass?.volumeBindingMode !== 'WaitForFirstConsumer') return [];
  const { scheduler } = cluster.context;
  const { name: className, provisioner } = storageClass;
  if (!scheduler.publishesCapacity(provisioner)) return [];
  const capacities = scheduler.publishedCapacities(className);
  return capacities === undefined ? [] : [{ name, bytes, storageClass: className, provisioner, capacities }];
}

function largestOn(node: NodeState, { capacities }: PublishedClaim): bigint | undefined {
  return capacities
    .filter(({ reaches }) => reaches(node))
    .reduce<bigint | undefined>(
      (most, { bytes }) => (most === undefined || bytes > most ? bytes : most),
      undefined,
    );
}

function problemOf(largest: bigint | undefined, bytes: bigint): NodeReason | undefined {
  if (largest === undefined) return { id: 'W12', text: 'no CSIStorageCapacity reaches it' };
  if (largest >= bytes) return undefined;
  return { id: 'W12', text: `CSIStorageCapacity: at most ${size(largest)}` };
}

/** Why kube-scheduler refuses a node for claims that its own figures would admit: the published ones are smaller. */
export function publishedShortage(
  node: NodeState,
  { needs, claims }: { readonly needs: DriverNeeds; readonly claims: readonly string[] },
  cluster: Cluster,
): NodeReason | undefined {
  return needs.claims
    .filter(({ name }) => claims.includes(name))
    .flatMap(claim => publishedClaim(claim, cluster))
    .map(claim => problemOf(largestOn(node, claim), claim.bytes))
    .find(problem => problem !== undefined);
}

function publishedRoom(node: NodeState, claim: PublishedClaim): Room {
  const freeBytes = largestOn(node, claim);
  return {
    freeBytes,
    sizeBytes: undefined,
    problem: problemOf(freeBytes, claim.bytes),
    takesPart: freeBytes !== undefined,
  };
}

/** The claims that only CSIStorageCapacity objects speak of, of our drivers and of others. */
export function publishedDemands(
  claims: readonly PodClaim[],
  counted: ReadonlySet<string>,
  cluster: Cluster,
): readonly ClassDemand[] {
  return claims
    .filter(({ name }) => !counted.has(name))
    .flatMap(claim => publishedClaim(claim, cluster))
    .map(claim => ({
      origin: 'published',
      driver: claim.provisioner,
      title: claim.provisioner,
      class: claim.storageClass,
      bytes: claim.bytes,
      claims: [claim.name],
      roomOn: node => publishedRoom(node, claim),
    }));
}
