import type { JsonObject } from '../../core/json.ts';
import type { Share } from './share.ts';

/**
 * Makes the object that is kept out of the one that was read, without apiVersion and kind; `undefined` when it is not to be
 * kept at all.
 */
export type Trim = (object: JsonObject, share: Share) => JsonObject | undefined;

/** A kind that is read from the API server. */
export interface ResourceKind {
  readonly kind: string;
  /** The core group is the empty string. */
  readonly group: string;
  /** The versions that can be read, the best first. */
  readonly versions: readonly [string, ...string[]];
  /**
   * The resource in its plural, lower-case spelling. Absent where it is not certain, or where the kind need not be there:
   * then API discovery is asked.
   */
  readonly plural?: string;
  readonly isNamespaced: boolean;
  /** Whether nothing can be decided before it has been read. */
  readonly isRequired: boolean;
  /** Whether to ask for the metadata only. */
  readonly isMetadataOnly?: boolean;
  /** Objects in one page of a list; for kinds whose objects may be large. */
  readonly pageSize?: number;
  readonly trim: Trim;
}
