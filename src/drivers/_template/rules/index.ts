import type { ObjectRule } from '../../../core/rule.ts';
import { exampleStorageScTierInvalid } from './example-storage-sc-tier-invalid.ts';

/** The rules of this driver, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [exampleStorageScTierInvalid];
