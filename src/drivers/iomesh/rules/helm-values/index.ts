import type { ObjectRule } from '../../../../core/rule.ts';
import { helmValuesChunkReplicas } from './helm-values-chunk-replicas.ts';
import { helmValuesDataCidr } from './helm-values-data-cidr.ts';
import { helmValuesDeploymentMode } from './helm-values-deployment-mode.ts';
import { helmValuesDiskDeploymentMode } from './helm-values-disk-deployment-mode.ts';
import { helmValuesEdition } from './helm-values-edition.ts';
import { helmValuesExternalPortal } from './helm-values-external-portal.ts';
import { helmValuesPlatform } from './helm-values-platform.ts';
import { helmValuesPodDeletePolicy } from './helm-values-pod-delete-policy.ts';
import { helmValuesReplicasKey } from './helm-values-replicas-key.ts';

/** Rules of values files of the IOMesh charts, in report order. */
export const RULES: readonly ObjectRule[] = [
  helmValuesDataCidr,
  helmValuesEdition,
  helmValuesPlatform,
  helmValuesDiskDeploymentMode,
  helmValuesPodDeletePolicy,
  helmValuesDeploymentMode,
  helmValuesExternalPortal,
  helmValuesReplicasKey,
  helmValuesChunkReplicas,
];
