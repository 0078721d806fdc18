import type { ObjectRule } from '../../core/rule.ts';
import { snapshotApiVersionRemoved } from './snapshot-api-version-removed.ts';
import { snapshotClassDeletionPolicyInvalid } from './snapshot-class-deletion-policy-invalid.ts';
import { snapshotClassDriverMismatch } from './snapshot-class-driver-mismatch.ts';
import { snapshotClassMissing } from './snapshot-class-missing.ts';
import { snapshotSourceMissing } from './snapshot-source-missing.ts';

/** Rules on snapshots and snapshot classes of any driver. */
export const SNAPSHOT_RULES: readonly ObjectRule[] = [
  snapshotApiVersionRemoved,
  snapshotClassDeletionPolicyInvalid,
  snapshotClassMissing,
  snapshotSourceMissing,
  snapshotClassDriverMismatch,
];
