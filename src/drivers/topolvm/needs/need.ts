import type { PluginNames } from '../names.ts';

/** What one volume of a pod needs. */
export interface Need {
  readonly names: PluginNames;
  readonly deviceClass: string;
  /** Bytes written into the pod. */
  readonly writtenBytes: bigint;
  /** Bytes that the volume takes from its pool. */
  readonly createdBytes: bigint;
  /** The claim's name; `undefined` for an inline volume. */
  readonly claim: string | undefined;
}
