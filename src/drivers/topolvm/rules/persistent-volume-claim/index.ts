import type { ObjectRule } from '../../../../core/rule.ts';
import { topolvmPvcAccessMode } from './topolvm-pvc-access-mode.ts';
import { topolvmPvcBelowMinimumSize } from './topolvm-pvc-below-minimum-size.ts';
import { topolvmPvcCloneClassDiffers } from './topolvm-pvc-clone-class-differs.ts';
import { topolvmPvcLimitBelowRequest } from './topolvm-pvc-limit-below-request.ts';

/** Rules on claims of TopoLVM, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  topolvmPvcAccessMode,
  topolvmPvcLimitBelowRequest,
  topolvmPvcBelowMinimumSize,
  topolvmPvcCloneClassDiffers,
];
