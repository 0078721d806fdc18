import type { ObjectRule } from '../../core/rule.ts';
import { scAllowedTopologiesUnknownKey } from './sc-allowed-topologies-unknown-key.ts';
import { scFstypeDeprecatedKey } from './sc-fstype-deprecated-key.ts';
import { scFstypeDuplicate } from './sc-fstype-duplicate.ts';
import { scMisplacedField } from './sc-misplaced-field.ts';
import { scParameterNotString } from './sc-parameter-not-string.ts';
import { scParameterUnknown } from './sc-parameter-unknown.ts';
import { scParametersTooLarge } from './sc-parameters-too-large.ts';
import { scParametersTooMany } from './sc-parameters-too-many.ts';
import { scProvisionerLegacy } from './sc-provisioner-legacy.ts';
import { scProvisionerNotInstalled } from './sc-provisioner-not-installed.ts';
import { scProvisionerTypo } from './sc-provisioner-typo.ts';
import { scReclaimPolicyInvalid } from './sc-reclaim-policy-invalid.ts';
import { scReservedKeyUnknown } from './sc-reserved-key-unknown.ts';
import { scSecretKeyDeprecated } from './sc-secret-key-deprecated.ts';
import { scSecretNameInvalid } from './sc-secret-name-invalid.ts';
import { scSecretRefDuplicate } from './sc-secret-ref-duplicate.ts';
import { scSecretRefIncomplete } from './sc-secret-ref-incomplete.ts';
import { scSecretTemplateToken } from './sc-secret-template-token.ts';
import { scUnknownField } from './sc-unknown-field.ts';
import { scUpdateImmutable } from './sc-update-immutable.ts';
import { scVolumeBindingModeInvalid } from './sc-volume-binding-mode-invalid.ts';

/** Rules on StorageClasses of any provisioner. */
export const STORAGE_CLASS_RULES: readonly ObjectRule[] = [
  scUnknownField,
  scProvisionerLegacy,
  scProvisionerTypo,
  scProvisionerNotInstalled,
  scParameterNotString,
  scMisplacedField,
  scParameterUnknown,
  scReservedKeyUnknown,
  scFstypeDeprecatedKey,
  scFstypeDuplicate,
  scSecretKeyDeprecated,
  scSecretRefDuplicate,
  scSecretRefIncomplete,
  scSecretTemplateToken,
  scSecretNameInvalid,
  scParametersTooMany,
  scParametersTooLarge,
  scReclaimPolicyInvalid,
  scVolumeBindingModeInvalid,
  scAllowedTopologiesUnknownKey,
  scUpdateImmutable,
];
