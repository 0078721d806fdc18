import type { ObjectRule } from '../../../../core/rule.ts';
import { localpvPvcAccessMode } from './localpv-pvc-access-mode.ts';
import { localpvPvcBlockOnHostpath } from './localpv-pvc-block-on-hostpath.ts';
import { localpvPvcNoDeviceLargeEnough } from './localpv-pvc-no-device-large-enough.ts';
import { localpvPvcQuotaNotEnforced } from './localpv-pvc-quota-not-enforced.ts';
import { pvcCloneLocalpv } from './pvc-clone-localpv.ts';

/** Rules on claims of LocalPV classes. */
export const CLAIM_RULES: readonly ObjectRule[] = [
  localpvPvcAccessMode,
  localpvPvcBlockOnHostpath,
  localpvPvcNoDeviceLargeEnough,
  localpvPvcQuotaNotEnforced,
  pvcCloneLocalpv,
];
