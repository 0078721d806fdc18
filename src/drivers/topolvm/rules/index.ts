import type { ObjectRule } from '../../../core/rule.ts';
import { RULES as LVMD } from './lvmd/index.ts';
import { RULES as PERSISTENT_VOLUME_CLAIM } from './persistent-volume-claim/index.ts';
import { RULES as SCHEDULER } from './scheduler/index.ts';
import { RULES as STORAGE_CLASS } from './storage-class/index.ts';

/** All rules of TopoLVM, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  ...STORAGE_CLASS,
  ...PERSISTENT_VOLUME_CLAIM,
  ...LVMD,
  ...SCHEDULER,
];
