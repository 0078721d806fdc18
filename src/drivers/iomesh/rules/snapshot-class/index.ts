import type { ObjectRule } from '../../../../core/rule.ts';
import { snapshotClassDriverInvalid } from './snapshot-class-driver-invalid.ts';

/** Rules of VolumeSnapshotClasses, in report order. */
export const RULES: readonly ObjectRule[] = [snapshotClassDriverInvalid];
