import type { ObjectRule } from '../../../core/rule.ts';
import { CLAIM_RULES } from './persistent-volume-claim/index.ts';
import { POD_RULES } from './pod/index.ts';
import { STORAGE_CLASS_RULES } from './storage-class/index.ts';

/** All rules of the LocalPV Manager, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [...STORAGE_CLASS_RULES, ...CLAIM_RULES, ...POD_RULES];
