import type { JsonValue } from '../../core/json.ts';

/** A field of a StorageClass that people write under `parameters`. */
export interface MisplacedField {
  /** What the API uses when the field is absent; `undefined` for nothing. */
  readonly default: JsonValue | undefined;
  /** The values that a parameter and the field write alike. */
  readonly words: readonly string[];
}

/** The fields of a StorageClass that are no parameters, in the order of the API. */
export const MISPLACED_FIELDS: ReadonlyMap<string, MisplacedField> = new Map([
  ['provisioner', { default: undefined, words: [] }],
  ['reclaimPolicy', { default: 'Delete', words: ['Delete', 'Retain'] }],
  ['volumeBindingMode', { default: 'Immediate', words: ['Immediate', 'WaitForFirstConsumer'] }],
  ['allowVolumeExpansion', { default: false, words: [] }],
  ['mountOptions', { default: undefined, words: [] }],
  ['allowedTopologies', { default: undefined, words: [] }],
]);
