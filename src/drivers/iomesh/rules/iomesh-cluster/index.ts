import type { ObjectRule } from '../../../../core/rule.ts';
import { iomeshClusterAffinityComponentsDiffer } from './iomesh-cluster-affinity-components-differ.ts';
import { iomeshClusterAffinityMissing } from './iomesh-cluster-affinity-missing.ts';
import { iomeshClusterAffinityOverlap } from './iomesh-cluster-affinity-overlap.ts';
import { iomeshClusterAffinityUnknownNode } from './iomesh-cluster-affinity-unknown-node.ts';
import { iomeshClusterBlockDeviceNamespace } from './iomesh-cluster-block-device-namespace.ts';
import { iomeshClusterChunkReplicas } from './iomesh-cluster-chunk-replicas.ts';
import { iomeshClusterDataCidrDiffers } from './iomesh-cluster-data-cidr-differs.ts';
import { iomeshClusterDataCidrInvalid } from './iomesh-cluster-data-cidr-invalid.ts';
import { iomeshClusterDataCidrMissing } from './iomesh-cluster-data-cidr-missing.ts';
import { iomeshClusterDataCidrOverlapsClusterNetwork } from './iomesh-cluster-data-cidr-overlaps-cluster-network.ts';
import { iomeshClusterDataCidrPlaceholder } from './iomesh-cluster-data-cidr-placeholder.ts';
import { iomeshClusterDeviceMapIncomplete } from './iomesh-cluster-device-map-incomplete.ts';
import { iomeshClusterDeviceMapModeMismatch } from './iomesh-cluster-device-map-mode-mismatch.ts';
import { iomeshClusterDeviceMapMountTypeUnknown } from './iomesh-cluster-device-map-mount-type-unknown.ts';
import { iomeshClusterDeviceMapOverlap } from './iomesh-cluster-device-map-overlap.ts';
import { iomeshClusterDeviceMapSelectsFormatted } from './iomesh-cluster-device-map-selects-formatted.ts';
import { iomeshClusterDeviceMapTooSmall } from './iomesh-cluster-device-map-too-small.ts';
import { iomeshClusterDiskDeploymentModeInvalid } from './iomesh-cluster-disk-deployment-mode-invalid.ts';
import { iomeshClusterEditionMismatch } from './iomesh-cluster-edition-mismatch.ts';
import { iomeshClusterHelperTagMismatch } from './iomesh-cluster-helper-tag-mismatch.ts';
import { iomeshClusterImageTagDiffersFromManagement } from './iomesh-cluster-image-tag-differs-from-management.ts';
import { iomeshClusterImageTagMismatch } from './iomesh-cluster-image-tag-mismatch.ts';
import { iomeshClusterIscsiVirtualIpMismatch } from './iomesh-cluster-iscsi-virtual-ip-mismatch.ts';
import { iomeshClusterLicenseSecretMissing } from './iomesh-cluster-license-secret-missing.ts';
import { iomeshClusterMetaReplicas } from './iomesh-cluster-meta-replicas.ts';
import { iomeshClusterMisplacedField } from './iomesh-cluster-misplaced-field.ts';
import { iomeshClusterReclaimPolicyInvalid } from './iomesh-cluster-reclaim-policy-invalid.ts';
import { iomeshClusterReplicaCountKey } from './iomesh-cluster-replica-count-key.ts';
import { iomeshClusterReplicasExceedNodes } from './iomesh-cluster-replicas-exceed-nodes.ts';
import { iomeshClusterStorageClassMissing } from './iomesh-cluster-storage-class-missing.ts';
import { iomeshClusterUnknownField } from './iomesh-cluster-unknown-field.ts';
import { iomeshClusterZookeeperMissing } from './iomesh-cluster-zookeeper-missing.ts';

/** Rules of IOMeshClusters, in report order. */
export const RULES: readonly ObjectRule[] = [
  iomeshClusterDataCidrPlaceholder,
  iomeshClusterDataCidrMissing,
  iomeshClusterDataCidrInvalid,
  iomeshClusterDataCidrDiffers,
  iomeshClusterDataCidrOverlapsClusterNetwork,
  iomeshClusterDiskDeploymentModeInvalid,
  iomeshClusterDeviceMapModeMismatch,
  iomeshClusterDeviceMapIncomplete,
  iomeshClusterDeviceMapMountTypeUnknown,
  iomeshClusterMisplacedField,
  iomeshClusterReplicaCountKey,
  iomeshClusterDeviceMapSelectsFormatted,
  iomeshClusterDeviceMapTooSmall,
  iomeshClusterDeviceMapOverlap,
  iomeshClusterBlockDeviceNamespace,
  iomeshClusterImageTagMismatch,
  iomeshClusterEditionMismatch,
  iomeshClusterHelperTagMismatch,
  iomeshClusterImageTagDiffersFromManagement,
  iomeshClusterMetaReplicas,
  iomeshClusterChunkReplicas,
  iomeshClusterReplicasExceedNodes,
  iomeshClusterAffinityMissing,
  iomeshClusterAffinityComponentsDiffer,
  iomeshClusterAffinityOverlap,
  iomeshClusterAffinityUnknownNode,
  iomeshClusterStorageClassMissing,
  iomeshClusterReclaimPolicyInvalid,
  iomeshClusterIscsiVirtualIpMismatch,
  iomeshClusterLicenseSecretMissing,
  iomeshClusterZookeeperMissing,
  iomeshClusterUnknownField,
];
