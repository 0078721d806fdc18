import type { JsonObject } from '../../core/json.ts';

/** Takes in what a list-watch reads. */
export interface ObjectSink {
  /** A list begins: what is not put until it ends does not exist any more. */
  readonly beginList: () => void;
  readonly endList: () => void;
  /** An object as it is now; lists leave apiVersion and kind out of it. */
  readonly put: (object: JsonObject, apiVersion: string) => void;
  readonly remove: (object: JsonObject) => void;
  /** The kind is not served: there are no objects. */
  readonly clear: () => void;
}
