import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import type { VerdictId } from '../../../src/explain/explanation.ts';

/** What the table of nodes must say of one node and class: all of it, to the byte. */
export interface ExpectedNode {
  readonly name: string;
  readonly class: string;
  readonly free?: bigint;
  readonly size?: bigint;
  readonly short?: bigint;
  readonly eligible: boolean;
  /** Ids of all that speaks against it. */
  readonly reasons: readonly VerdictId[];
}

/** A cluster in which something waits, and why. */
export interface Snapshot {
  readonly name: string;
  /** `kind/name` in namespace `shop`; `Pod/db-0` unless said. */
  readonly subject?: string;
  readonly state: readonly KubernetesObject[];
  /** Whether the state is all of the cluster; true unless said. */
  readonly isComplete?: boolean;
  /** The cause to be shown first; absent when there is none. */
  readonly verdict?: VerdictId;
  /** All other causes that hold, in their order. */
  readonly also?: readonly VerdictId[];
  readonly blocked?: boolean | undefined;
  /** What the verdict line must name. */
  readonly says?: readonly string[];
  /** What one of the proofs must name. */
  readonly proves?: string;
  /** What one of the fixes must name. */
  readonly fixes?: string;
  /** All lines of the table of nodes. */
  readonly nodes?: readonly ExpectedNode[];
}
