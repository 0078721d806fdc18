import type { Rule } from '../core/rule.ts';

/** Rules that belong to no driver, in the order in which they report. */
export const RULES: readonly Rule[] = [];
