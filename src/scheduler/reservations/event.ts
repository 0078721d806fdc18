import type { PoolKey } from '../free-space.ts';
import type { ClaimIdentity, PodGlimpse, Take } from './reservation.ts';

/** A pod has been filtered. */
export interface PodFiltered {
  readonly type: 'pod-filtered';
  readonly at: number;
  readonly pod: PodGlimpse;
  /** What its claims take that have no volume yet. */
  readonly takes: readonly Take[];
  /** The nodes that kube-scheduler was told; none when it was told that the pod fits nowhere. */
  readonly nodes: ReadonlySet<string>;
  /** Units by the key of the take, then by node; nothing for pools of bytes. */
  readonly units: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether more nodes would have done, and only one was told. */
  readonly isOffer: boolean;
}

/** A claim is there, or has changed. */
export interface ClaimChanged {
  readonly type: 'claim-changed';
  readonly at: number;
  readonly claim: ClaimIdentity;
  /** It has no node yet; it has one and no volume; it has a volume. */
  readonly phase: 'waiting' | 'selected' | 'bound';
  /** The node that is chosen for its volume, or that has it; `undefined` when there is none, or it is not known. */
  readonly node: string | undefined;
  /** What its volume takes there; `undefined` when that is nothing that is counted. */
  readonly takes: ClaimTakes | undefined;
  /** Whether this has just happened; not when it is only found so after a start. */
  readonly isNews: boolean;
}

/** What the volume of a claim takes of its node. */
export interface ClaimTakes {
  readonly pool: PoolKey;
  readonly bytes: bigint;
  /** By how many bytes an existing volume is still to grow. */
  readonly growth: bigint;
  /** The unit by its node, where the pool is made of units and it can be told which; `undefined` for pools of bytes. */
  readonly units: ReadonlyMap<string, string> | undefined;
  /** What the node reports of the pool now; see `Ledger`. */
  readonly figure: bigint | undefined;
  /** When the volume was made, if there is one and that is known. */
  readonly madeAt: number | undefined;
  /** Whether it is certain that the node has reported after the volume was made. */
  readonly isReported: boolean;
}

/** A claim has been deleted. */
export interface ClaimGone {
  readonly type: 'claim-gone';
  readonly at: number;
  readonly claim: ClaimIdentity;
}

/** A pod is there, or has changed. */
export interface PodChanged {
  readonly type: 'pod-changed';
  readonly at: number;
  readonly pod: PodGlimpse;
  /** The node that it runs on. */
  readonly nodeName: string | undefined;
}

/** A pod has been deleted, or has run to its end. */
export interface PodGone {
  readonly type: 'pod-gone';
  readonly at: number;
  readonly podUid: string;
}

/** A node reports something, perhaps something new. */
export interface NodeChanged {
  readonly type: 'node-changed';
  readonly at: number;
  readonly node: string;
  /** Pools that are left out have not changed. */
  readonly figures: readonly PoolFigure[];
}

/** What a node reports of a pool. */
export interface PoolFigure {
  readonly pool: PoolKey;
  /** See `Ledger`. */
  readonly figure: bigint | undefined;
}

/** A node has been deleted. */
export interface NodeGone {
  readonly type: 'node-gone';
  readonly at: number;
  readonly node: string;
}

/** It has become later. What has not been heard of for a while may have happened all the same. */
export interface TimePassed {
  readonly type: 'time-passed';
  readonly at: number;
  /** Until when all that happened to claims is known. */
  readonly claimsKnownUntil: number;
  /** Until when all that nodes reported is known. */
  readonly nodesKnownUntil: number;
}

/** What reservations hang on; times are milliseconds since 1970. */
export type ReservationEvent =
  PodFiltered | ClaimChanged | ClaimGone | PodChanged | PodGone | NodeChanged | NodeGone | TimePassed;
