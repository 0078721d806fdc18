import type { ObjectRule } from '../../../../core/rule.ts';
import { podLocalpvDeviceOrderDependent } from './pod-localpv-device-order-dependent.ts';
import { podLocalpvNoFitNode } from './pod-localpv-no-fit-node.ts';

/** Rules on pods with claims of LocalPV classes. */
export const POD_RULES: readonly ObjectRule[] = [podLocalpvNoFitNode, podLocalpvDeviceOrderDependent];
