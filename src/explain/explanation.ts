import type { ObjectReference } from '../core/kubernetes-object.ts';

/** The ids of the causes, in the order of their numbers. */
export const VERDICT_IDS = [
  'W01',
  'W02',
  'W03',
  'W04',
  'W05',
  'W06',
  'W07',
  'W08',
  'W09',
  'W10',
  'W11',
  'W12',
  'W13',
  'W14',
  'W15',
  'W16',
  'W17',
  'W18',
  'W19',
] as const;

/** The id of a cause; never reused. */
export type VerdictId = (typeof VERDICT_IDS)[number];

/** Something that mends it. */
export interface Fix {
  /** What to do, a clause in the imperative without a final period. */
  readonly text: string;
  /** The field to change, in the object that the user wrote. */
  readonly path?: string;
  /** A command to run, or the text to write at `path`. */
  readonly command?: string;
}

/** One cause that was found. */
export interface FoundCause {
  readonly id: VerdictId;
  /** A clause without a final period. */
  readonly summary: string;
  /** What shows it, one fact a line. */
  readonly proof: readonly string[];
  readonly fixes: readonly Fix[];
}

/** What the explanation is about. */
export interface Subject extends ObjectReference {
  /** `status.phase`; empty for objects without one. */
  readonly phase: string;
  /** When it was created. */
  readonly since: Date | undefined;
}

/** One claim of the pod. */
export interface Want {
  readonly claim: string;
  readonly source: 'persistentVolumeClaim' | 'ephemeral';
  /** Requested bytes; `undefined` when the claim or its request is not known. */
  readonly bytes: bigint | undefined;
  readonly storageClass: string | undefined;
  /** Name of the CSI driver. */
  readonly driver: string | undefined;
  /** The nodes' pool that it comes from. */
  readonly deviceClass: string | undefined;
  /** The volume that it is bound to. */
  readonly volume: string | undefined;
}

/** Why one node does not do. */
export interface NodeReason {
  readonly id: VerdictId;
  readonly text: string;
}

/** One node, by one of the things that the pod needs there. */
export interface NodeEntry {
  readonly name: string;
  /** The pool or the StorageClass; empty when the pod needs no space of nodes. */
  readonly class: string;
  readonly freeBytes: bigint | undefined;
  /** Free and allocated bytes together. */
  readonly sizeBytes: bigint | undefined;
  /** How many bytes are missing; `undefined` when none are, or when nothing is known of the node's space. */
  readonly shortBytes: bigint | undefined;
  /** Whether the pod may use the node, as far as everything but its free space goes. */
  readonly eligible: boolean;
  /** All that speaks against the node; empty when it does. */
  readonly reasons: readonly NodeReason[];
}

/** What kube-scheduler said last. */
export interface SchedulerSaid {
  readonly attempts: number | undefined;
  readonly lastSeen: Date | undefined;
  readonly message: string;
}

/** Why a pod, or what brings it about, is or is not waiting. */
export interface Explanation {
  readonly subject: Subject;
  readonly verdict: {
    /** `undefined` when nothing is wrong, or the cause is none that we know. */
    readonly id: VerdictId | undefined;
    /** `undefined` when it could not be found out. */
    readonly blocked: boolean | undefined;
    /** A clause without a final period. */
    readonly summary: string;
  };
  readonly proof: readonly string[];
  /** Further causes, which hold at the same time. */
  readonly also: readonly FoundCause[];
  readonly wants: readonly Want[];
  /** What the webhook wrote into the pod, `key: value`. */
  readonly injected: readonly string[];
  readonly nodes: readonly NodeEntry[];
  readonly fixes: readonly Fix[];
  readonly scheduler: SchedulerSaid | undefined;
  /** Objects on which the answer hangs and which are not in the state. */
  readonly needs: readonly ObjectReference[];
}
