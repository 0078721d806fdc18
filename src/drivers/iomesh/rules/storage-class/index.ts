import type { ObjectRule } from '../../../../core/rule.ts';
import { iomeshScAuthOffWithSecrets } from './iomesh-sc-auth-off-with-secrets.ts';
import { iomeshScAuthSecretAnnotation } from './iomesh-sc-auth-secret-annotation.ts';
import { iomeshScAuthSecretNamespace } from './iomesh-sc-auth-secret-namespace.ts';
import { iomeshScAuthSecretsMissing } from './iomesh-sc-auth-secrets-missing.ts';
import { iomeshScClusterConnectionFormat } from './iomesh-sc-cluster-connection-format.ts';
import { iomeshScClusterConnectionMissing } from './iomesh-sc-cluster-connection-missing.ts';
import { iomeshScClusterConnectionNamespaceDiffers } from './iomesh-sc-cluster-connection-namespace-differs.ts';
import { iomeshScClusterConnectionNotConnection } from './iomesh-sc-cluster-connection-not-connection.ts';
import { iomeshScClusterMismatch } from './iomesh-sc-cluster-mismatch.ts';
import { iomeshScClusterPairIncomplete } from './iomesh-sc-cluster-pair-incomplete.ts';
import { iomeshScClusterUnspecified } from './iomesh-sc-cluster-unspecified.ts';
import { iomeshScDefaultClassModified } from './iomesh-sc-default-class-modified.ts';
import { iomeshScDuplicateClusterClass } from './iomesh-sc-duplicate-cluster-class.ts';
import { iomeshScFstypeInvalid } from './iomesh-sc-fstype-invalid.ts';
import { iomeshScIomeshClusterFormat } from './iomesh-sc-iomesh-cluster-format.ts';
import { iomeshScIomeshClusterMissing } from './iomesh-sc-iomesh-cluster-missing.ts';
import { iomeshScReplicaFactorInvalid } from './iomesh-sc-replica-factor-invalid.ts';
import { iomeshScThinProvisionInvalid } from './iomesh-sc-thin-provision-invalid.ts';

/** The rules on StorageClasses of the IOMesh CSI driver, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  iomeshScFstypeInvalid,
  iomeshScReplicaFactorInvalid,
  iomeshScThinProvisionInvalid,
  iomeshScClusterConnectionFormat,
  iomeshScClusterConnectionMissing,
  iomeshScClusterConnectionNotConnection,
  iomeshScIomeshClusterFormat,
  iomeshScIomeshClusterMissing,
  iomeshScClusterPairIncomplete,
  iomeshScClusterMismatch,
  iomeshScClusterConnectionNamespaceDiffers,
  iomeshScClusterUnspecified,
  iomeshScAuthSecretsMissing,
  iomeshScAuthOffWithSecrets,
  iomeshScAuthSecretNamespace,
  iomeshScAuthSecretAnnotation,
  iomeshScDefaultClassModified,
  iomeshScDuplicateClusterClass,
];
