import type { ObjectRule } from '../../core/rule.ts';
import { pvcAccessModesMissing } from './pvc-access-modes-missing.ts';
import { pvcCloneClassDiffers } from './pvc-clone-class-differs.ts';
import { pvcCloneNamespace } from './pvc-clone-namespace.ts';
import { pvcCloneSizeLarger } from './pvc-clone-size-larger.ts';
import { pvcCloneSizeSmaller } from './pvc-clone-size-smaller.ts';
import { pvcCloneSourceMissing } from './pvc-clone-source-missing.ts';
import { pvcCloneVolumeModeDiffers } from './pvc-clone-volume-mode-differs.ts';
import { pvcExpandNotAllowed } from './pvc-expand-not-allowed.ts';
import { pvcRestoreAccessModeDiffers } from './pvc-restore-access-mode-differs.ts';
import { pvcRestoreApiGroup } from './pvc-restore-api-group.ts';
import { pvcRestoreSizeDiffers } from './pvc-restore-size-differs.ts';
import { pvcRestoreSnapshotMissing } from './pvc-restore-snapshot-missing.ts';
import { pvcRestoreVolumeModeDiffers } from './pvc-restore-volume-mode-differs.ts';
import { pvcSelectorUnsupported } from './pvc-selector-unsupported.ts';
import { pvcShrink } from './pvc-shrink.ts';
import { pvcStorageClassMissing } from './pvc-storage-class-missing.ts';
import { pvcStorageRequestMissing } from './pvc-storage-request-missing.ts';
import { pvcUnknownField } from './pvc-unknown-field.ts';
import { pvcVolumeModeInvalid } from './pvc-volume-mode-invalid.ts';

/** Rules on claims of any driver: objects, claim templates and ephemeral volumes. */
export const PERSISTENT_VOLUME_CLAIM_RULES: readonly ObjectRule[] = [
  pvcUnknownField,
  pvcStorageRequestMissing,
  pvcAccessModesMissing,
  pvcVolumeModeInvalid,
  pvcStorageClassMissing,
  pvcSelectorUnsupported,
  pvcCloneNamespace,
  pvcCloneSourceMissing,
  pvcCloneClassDiffers,
  pvcCloneVolumeModeDiffers,
  pvcCloneSizeSmaller,
  pvcCloneSizeLarger,
  pvcRestoreApiGroup,
  pvcRestoreSnapshotMissing,
  pvcRestoreAccessModeDiffers,
  pvcRestoreSizeDiffers,
  pvcRestoreVolumeModeDiffers,
  pvcExpandNotAllowed,
  pvcShrink,
];
