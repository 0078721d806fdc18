import type { PoolKey } from '../free-space.ts';
import { isOpen, poolId } from './reservation.ts';
import type { Reservation } from './reservation.ts';

/** The bytes that are held of a pool on one node. */
export interface HeldBytes {
  /** All of them. */
  readonly total: bigint;
  /** Those that may yet be taken on another node. */
  readonly open: bigint;
}

/** Written to in place: one pod is promised space on thousands of nodes at once. */
interface Sums {
  total: bigint;
  open: bigint;
}

type ByNode<Value> = Map<string, Value>;

function poolIn<Value>(pools: Map<string, ByNode<Value>>, key: PoolKey): ByNode<Value> {
  const id = poolId(key);
  let byNode = pools.get(id);
  if (byNode === undefined) pools.set(id, (byNode = new Map()));
  return byNode;
}

/**
 * What reservations hold, added up by node. It says nothing that the reservations do not; it only spares going through all
 * of them for every node.
 */
export class Holdings {
  readonly #bytes = new Map<string, ByNode<Sums>>();
  readonly #units = new Map<string, ByNode<Set<Reservation>>>();
  #reservations: ReadonlyMap<string, Reservation> = new Map();

  /** Adds up other reservations from now on; what they have in common with those before costs next to nothing. */
  update(reservations: ReadonlyMap<string, Reservation>): void {
    const before = this.#reservations;
    if (reservations === before) return;
    for (const [key, one] of before) if (reservations.get(key) !== one) this.#remove(one);
    for (const [key, one] of reservations) if (before.get(key) !== one) this.#add(one);
    this.#reservations = reservations;
  }

  /** What is held of a pool of bytes, by the node's name; `undefined` where nothing is. */
  bytesOf(key: PoolKey): (nodeName: string) => HeldBytes | undefined {
    const byNode = poolIn(this.#bytes, key);
    return nodeName => byNode.get(nodeName);
  }

  /** The reservations that hold units of a pool, by the node's name. */
  unitsOf(key: PoolKey): (nodeName: string) => Iterable<Reservation> {
    const byNode = poolIn(this.#units, key);
    return nodeName => byNode.get(nodeName) ?? [];
  }

  #add(reservation: Reservation): void {
    if (reservation.units !== undefined) return this.#addUnits(reservation);
    const { pool, bytes, nodes } = reservation;
    const byNode = poolIn(this.#bytes, pool);
    const open = isOpen(reservation) ? bytes : 0n;
    for (const node of nodes) {
      const sums = byNode.get(node);
      if (sums === undefined) byNode.set(node, { total: bytes, open });
      else {
        sums.total += bytes;
        sums.open += open;
      }
    }
  }

  #remove(reservation: Reservation): void {
    if (reservation.units !== undefined) return this.#removeUnits(reservation);
    const { pool, bytes, nodes } = reservation;
    const byNode = poolIn(this.#bytes, pool);
    const open = isOpen(reservation) ? bytes : 0n;
    for (const node of nodes) {
      const sums = byNode.get(node);
      if (sums === undefined) continue;
      sums.total -= bytes;
      sums.open -= open;
      if (sums.total === 0n) byNode.delete(node);
    }
  }

  #addUnits(reservation: Reservation): void {
    const byNode = poolIn(this.#units, reservation.pool);
    for (const node of reservation.nodes) {
      const held = byNode.get(node);
      if (held === undefined) byNode.set(node, new Set([reservation]));
      else held.add(reservation);
    }
  }

  #removeUnits(reservation: Reservation): void {
    const byNode = poolIn(this.#units, reservation.pool);
    for (const node of reservation.nodes) {
      const held = byNode.get(node);
      held?.delete(reservation);
      if (held?.size === 0) byNode.delete(node);
    }
  }
}
