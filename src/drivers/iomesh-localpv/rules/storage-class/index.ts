import type { ObjectRule } from '../../../../core/rule.ts';
import { bdLabelDevicePath } from './bd-label-device-path.ts';
import { bdLabelUnknown } from './bd-label-unknown.ts';
import { bdLabelValueUnknown } from './bd-label-value-unknown.ts';
import { labelSelectorUnknownField } from './label-selector-unknown-field.ts';
import { localpvScBasePathDevice } from './localpv-sc-base-path-device.ts';
import { localpvScBasePathMissing } from './localpv-sc-base-path-missing.ts';
import { localpvScBasePathNotAbsolute } from './localpv-sc-base-path-not-absolute.ts';
import { localpvScBasePathSharedQuota } from './localpv-sc-base-path-shared-quota.ts';
import { localpvScBasePathUnsafe } from './localpv-sc-base-path-unsafe.ts';
import { localpvScBindingMode } from './localpv-sc-binding-mode.ts';
import { localpvScDeviceSelectorInvalid } from './localpv-sc-device-selector-invalid.ts';
import { localpvScDeviceSelectorMatchExpressions } from './localpv-sc-device-selector-match-expressions.ts';
import { localpvScDeviceSelectorMatchesNothing } from './localpv-sc-device-selector-matches-nothing.ts';
import { localpvScDeviceSelectorOverlapsDeviceMap } from './localpv-sc-device-selector-overlaps-device-map.ts';
import { localpvScEnableQuotaInvalid } from './localpv-sc-enable-quota-invalid.ts';
import { localpvScExpansionUnsupported } from './localpv-sc-expansion-unsupported.ts';
import { localpvScFstypeInvalid } from './localpv-sc-fstype-invalid.ts';
import { localpvScParameterNotApplicable } from './localpv-sc-parameter-not-applicable.ts';
import { localpvScQuotaDefaultBasePath } from './localpv-sc-quota-default-base-path.ts';
import { localpvScQuotaHostRequirements } from './localpv-sc-quota-host-requirements.ts';
import { localpvScVolumeTypeInvalid } from './localpv-sc-volume-type-invalid.ts';
import { localpvScVolumeTypeMissing } from './localpv-sc-volume-type-missing.ts';

/** Rules on LocalPV classes, and on the selectors of block devices that they share with IOMeshClusters. */
export const STORAGE_CLASS_RULES: readonly ObjectRule[] = [
  localpvScVolumeTypeMissing,
  localpvScVolumeTypeInvalid,
  localpvScBindingMode,
  localpvScBasePathNotAbsolute,
  localpvScBasePathUnsafe,
  localpvScBasePathMissing,
  localpvScBasePathDevice,
  localpvScBasePathSharedQuota,
  localpvScEnableQuotaInvalid,
  localpvScQuotaHostRequirements,
  localpvScQuotaDefaultBasePath,
  localpvScParameterNotApplicable,
  localpvScFstypeInvalid,
  localpvScDeviceSelectorInvalid,
  localpvScDeviceSelectorMatchExpressions,
  bdLabelUnknown,
  bdLabelValueUnknown,
  bdLabelDevicePath,
  labelSelectorUnknownField,
  localpvScDeviceSelectorMatchesNothing,
  localpvScDeviceSelectorOverlapsDeviceMap,
  localpvScExpansionUnsupported,
];
