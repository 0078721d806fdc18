import type { ObjectRule } from '../../../core/rule.ts';

export const RULES: readonly ObjectRule[] = [];
