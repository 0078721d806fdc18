import type { ClaimRoom } from '../core/driver.ts';
import { bareNode } from '../core/node.ts';
import type { Node } from '../core/node.ts';
import type { ClassDemand, Room } from './class-demand.ts';
import type { Cluster } from './cluster.ts';
import type { DriverNeeds } from './scheduler-view.ts';

/** Asks about a node once for all claims of a pod: they compete for its devices. */
function rememberLast(roomsOf: (node: Node) => readonly ClaimRoom[]): (node: Node) => readonly ClaimRoom[] {
  let last: { readonly node: Node; readonly rooms: readonly ClaimRoom[] } | undefined;
  return node => {
    if (last?.node !== node) last = { node, rooms: roomsOf(node) };
    return last.rooms;
  };
}

function problemText({ freeBytes, obstacles }: ClaimRoom, bytes: bigint): string {
  const [obstacle] = obstacles;
  if (freeBytes !== undefined && freeBytes >= bytes) return 'too few free devices for all its claims';
  if (obstacle !== undefined) return obstacle;
  return freeBytes === undefined ? 'no free device' : 'too small';
}

function roomOf(found: ClaimRoom | undefined, bytes: bigint): Room {
  if (found === undefined) {
    return { freeBytes: undefined, sizeBytes: undefined, problem: undefined, takesPart: false };
  }
  return {
    freeBytes: found.freeBytes,
    sizeBytes: undefined,
    problem: found.takes === undefined ? { id: 'W15', text: problemText(found, bytes) } : undefined,
    takesPart: found.freeBytes !== undefined || found.obstacles.length > 0,
  };
}

/** The claims of a pod that need a block device each; none while nothing is known of block devices. */
export function deviceDemands({ driver, claims }: DriverNeeds, cluster: Cluster): readonly ClassDemand[] {
  if (claims.length === 0) return [];
  const asked = driver.room?.(claims, cluster.context);
  if (asked === undefined) return [];
  const roomsOf = rememberLast(asked);
  const waiting = driver
    .demand(claims, cluster.context)
    .pools.flatMap(({ pool, bytes, claims: names }) => names.map(name => ({ name, pool, bytes })));
  // The driver speaks of devices only; its other claims are no matter of any node's devices.
  const asks = new Set(roomsOf(bareNode('')).map(({ claim }) => claim));
  return waiting
    .filter(({ name }) => asks.has(name))
    .map(({ name, pool, bytes }) => ({
      origin: 'device',
      driver: driver.id,
      title: driver.title,
      class: pool,
      bytes,
      claims: [name],
      roomOn: node =>
        roomOf(
          roomsOf(node).find(({ claim }) => claim === name),
          bytes,
        ),
    }));
}
