import type { ObjectRule } from '../../../../core/rule.ts';
import { lvmdClassNameDuplicate } from './lvmd-class-name-duplicate.ts';
import { lvmdConfigUnreadable } from './lvmd-config-unreadable.ts';
import { lvmdDefaultDeviceClass } from './lvmd-default-device-class.ts';
import { lvmdDeviceClassNameInvalid } from './lvmd-device-class-name-invalid.ts';
import { lvmdDeviceClassTypeInvalid } from './lvmd-device-class-type-invalid.ts';
import { lvmdDeviceClassesEmpty } from './lvmd-device-classes-empty.ts';
import { lvmdFieldTypeInvalid } from './lvmd-field-type-invalid.ts';
import { lvmdFieldUnknown } from './lvmd-field-unknown.ts';
import { lvmdSpareGbExceedsSize } from './lvmd-spare-gb-exceeds-size.ts';
import { lvmdSpareGbTooLarge } from './lvmd-spare-gb-too-large.ts';
import { lvmdStripeConflict } from './lvmd-stripe-conflict.ts';
import { lvmdStripeSizeInvalid } from './lvmd-stripe-size-invalid.ts';
import { lvmdThinPoolInvalid } from './lvmd-thin-pool-invalid.ts';
import { lvmdVolumeGroupMissing } from './lvmd-volume-group-missing.ts';
import { lvmdVolumeGroupShared } from './lvmd-volume-group-shared.ts';

/** Rules on configurations of lvmd, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  lvmdConfigUnreadable,
  lvmdFieldUnknown,
  lvmdFieldTypeInvalid,
  lvmdDeviceClassesEmpty,
  lvmdDeviceClassNameInvalid,
  lvmdClassNameDuplicate,
  lvmdDefaultDeviceClass,
  lvmdDeviceClassTypeInvalid,
  lvmdVolumeGroupMissing,
  lvmdVolumeGroupShared,
  lvmdThinPoolInvalid,
  lvmdSpareGbTooLarge,
  lvmdSpareGbExceedsSize,
  lvmdStripeConflict,
  lvmdStripeSizeInvalid,
];
