import type { Rule } from '../core/rule.ts';
import { MANIFEST_RULES } from './manifest/index.ts';
import { STORAGE_CLASS_RULES } from './storage-class/index.ts';

/** Rules that belong to no driver, in the order in which they report. */
export const RULES: readonly Rule[] = [...MANIFEST_RULES, ...STORAGE_CLASS_RULES];
