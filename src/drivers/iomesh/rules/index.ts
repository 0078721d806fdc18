import type { ObjectRule } from '../../../core/rule.ts';
import { RULES as CONFIG_MAP_RULES } from './config-map/index.ts';
import { RULES as HELM_VALUES_RULES } from './helm-values/index.ts';
import { RULES as IOMESH_CLUSTER_RULES } from './iomesh-cluster/index.ts';
import { RULES as LIFECYCLE_RULES } from './lifecycle/index.ts';
import { RULES as CLAIM_RULES } from './persistent-volume-claim/index.ts';
import { RULES as SECRET_RULES } from './secret/index.ts';
import { RULES as SNAPSHOT_CLASS_RULES } from './snapshot-class/index.ts';
import { RULES as STORAGE_CLASS_RULES } from './storage-class/index.ts';
import { RULES as ZOOKEEPER_CLUSTER_RULES } from './zookeeper-cluster/index.ts';

/** The rules of the IOMesh driver, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  ...STORAGE_CLASS_RULES,
  ...CLAIM_RULES,
  ...CONFIG_MAP_RULES,
  ...IOMESH_CLUSTER_RULES,
  ...ZOOKEEPER_CLUSTER_RULES,
  ...SNAPSHOT_CLASS_RULES,
  ...SECRET_RULES,
  ...HELM_VALUES_RULES,
  ...LIFECYCLE_RULES,
];
