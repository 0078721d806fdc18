import type { ObjectRule } from '../../../../core/rule.ts';
import { zkAffinityNodesDiffer } from './zk-affinity-nodes-differ.ts';
import { zkAffinityNodesTooFew } from './zk-affinity-nodes-too-few.ts';
import { zkAntiAffinityLabel } from './zk-anti-affinity-label.ts';
import { zkAntiAffinityMissing } from './zk-anti-affinity-missing.ts';
import { zkNamespace } from './zk-namespace.ts';
import { zkPersistenceAndEphemeral } from './zk-persistence-and-ephemeral.ts';
import { zkPersistenceReclaimPolicy } from './zk-persistence-reclaim-policy.ts';
import { zkReplicas } from './zk-replicas.ts';
import { zkStorageClassMissing } from './zk-storage-class-missing.ts';
import { zkUnknownField } from './zk-unknown-field.ts';

/** Rules of ZookeeperClusters, in report order. */
export const RULES: readonly ObjectRule[] = [
  zkUnknownField,
  zkReplicas,
  zkNamespace,
  zkAffinityNodesDiffer,
  zkAffinityNodesTooFew,
  zkAntiAffinityLabel,
  zkAntiAffinityMissing,
  zkPersistenceReclaimPolicy,
  zkPersistenceAndEphemeral,
  zkStorageClassMissing,
];
