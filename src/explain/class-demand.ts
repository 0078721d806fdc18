import type { NodeReason } from './explanation.ts';
import type { NodeState } from './node-state.ts';

/** What one node has of one of the things that a pod needs. */
export interface Room {
  /** Free bytes; `undefined` when nothing is known. */
  readonly freeBytes: bigint | undefined;
  /** Free and allocated bytes together. */
  readonly sizeBytes: bigint | undefined;
  /** Why it does not do; `undefined` when it does. */
  readonly problem: NodeReason | undefined;
  /**
   * Whether the node takes part at all: it reports something, or should. Nodes without the driver do not, and are no cause of
   * anything.
   */
  readonly takesPart: boolean;
}

/** One thing that a pod needs of a node: bytes of a pool, a block device, or a volume that a driver says it can make. */
export interface ClassDemand {
  readonly origin: 'pool' | 'device' | 'published';
  /** The driver's id, or the provisioner of a driver that is none of ours. */
  readonly driver: string;
  /** How the driver is called in a sentence. */
  readonly title: string;
  /** The pool, or the StorageClass. */
  readonly class: string;
  readonly bytes: bigint;
  readonly claims: readonly string[];
  readonly roomOn: (node: NodeState) => Room;
}

/** The bytes that a node lacks; `undefined` when it has enough or nothing is known of it. */
export function shortBy({ freeBytes }: Room, { bytes }: ClassDemand): bigint | undefined {
  return freeBytes === undefined || freeBytes >= bytes ? undefined : bytes - freeBytes;
}
