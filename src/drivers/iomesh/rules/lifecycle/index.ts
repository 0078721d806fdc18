import type { ObjectRule } from '../../../../core/rule.ts';
import { opBlockdeviceDeleteClaimed } from './op-blockdevice-delete-claimed.ts';
import { opDeleteClusterWithVolumes } from './op-delete-cluster-with-volumes.ts';
import { opDeleteManagementFirst } from './op-delete-management-first.ts';
import { opDeleteZookeeperBeforeCluster } from './op-delete-zookeeper-before-cluster.ts';
import { opExpandSingleToMulti } from './op-expand-single-to-multi.ts';
import { opScaleChunkStep } from './op-scale-chunk-step.ts';
import { opScaleMetaDown } from './op-scale-meta-down.ts';
import { opUpgradeOrder } from './op-upgrade-order.ts';
import { opUpgradeSingleReplica } from './op-upgrade-single-replica.ts';

/** Rules of what is deleted, upgraded and scaled, in report order. */
export const RULES: readonly ObjectRule[] = [
  opDeleteManagementFirst,
  opDeleteClusterWithVolumes,
  opDeleteZookeeperBeforeCluster,
  opUpgradeOrder,
  opUpgradeSingleReplica,
  opScaleChunkStep,
  opScaleMetaDown,
  opExpandSingleToMulti,
  opBlockdeviceDeleteClaimed,
];
