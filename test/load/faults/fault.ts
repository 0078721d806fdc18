import type { ServiceProcess } from '../service-process.ts';

/** What faults are tried on. */
export interface Scene {
  /** Starts the service and waits until it is ready; it ends with the run, if not before. */
  readonly start: (nodeFlags?: readonly string[]) => Promise<ServiceProcess>;
  /** Pod reviews without end. */
  readonly requests: () => Iterator<Buffer, never>;
}

/** One thing that was found out. */
export interface Finding {
  readonly what: string;
  /** What it has to be, in words. */
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** A fault, or a goal that is reached by provoking one. */
export interface Fault {
  /** Short, for the command line and the table. */
  readonly id: string;
  readonly title: string;
  readonly run: (scene: Scene) => Promise<readonly Finding[]>;
}
