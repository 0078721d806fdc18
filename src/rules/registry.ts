import type { Rule } from '../core/rule.ts';
import { MANIFEST_RULES } from './manifest/index.ts';
import { PERSISTENT_VOLUME_CLAIM_RULES } from './persistent-volume-claim/index.ts';
import { POD_RULES } from './pod/index.ts';
import { SNAPSHOT_RULES } from './snapshot/index.ts';
import { STORAGE_CLASS_RULES } from './storage-class/index.ts';

/** Rules that belong to no driver, in the order in which they report. */
export const RULES: readonly Rule[] = [
  ...MANIFEST_RULES,
  ...STORAGE_CLASS_RULES,
  ...PERSISTENT_VOLUME_CLAIM_RULES,
  ...POD_RULES,
  ...SNAPSHOT_RULES,
];
