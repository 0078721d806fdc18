import type { ObjectRule } from '../../../core/rule.ts';
import { RULES as CLAIM_RULES } from './persistent-volume-claim/index.ts';
import { RULES as STORAGE_CLASS_RULES } from './storage-class/index.ts';

/** The rules of the IOMesh driver, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [...STORAGE_CLASS_RULES, ...CLAIM_RULES];
