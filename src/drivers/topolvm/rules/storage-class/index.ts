import type { ObjectRule } from '../../../../core/rule.ts';
import { topolvmScDeviceClassEmpty } from './topolvm-sc-device-class-empty.ts';
import { topolvmScDeviceClassNameInvalid } from './topolvm-sc-device-class-name-invalid.ts';
import { topolvmScDeviceClassUnknown } from './topolvm-sc-device-class-unknown.ts';
import { topolvmScFstypeInvalid } from './topolvm-sc-fstype-invalid.ts';
import { topolvmScImmediateBinding } from './topolvm-sc-immediate-binding.ts';
import { topolvmScLegacyParameter } from './topolvm-sc-legacy-parameter.ts';
import { topolvmScLvcreateOptionClassUnknown } from './topolvm-sc-lvcreate-option-class-unknown.ts';

/** Rules on StorageClasses of TopoLVM, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  topolvmScLegacyParameter,
  topolvmScDeviceClassEmpty,
  topolvmScDeviceClassNameInvalid,
  topolvmScDeviceClassUnknown,
  topolvmScLvcreateOptionClassUnknown,
  topolvmScFstypeInvalid,
  topolvmScImmediateBinding,
];
