import type { ObjectRule } from '../../core/rule.ts';
import { podBoundLocalpvConflict } from './pod-bound-localpv-conflict.ts';
import { podDaemonsetTopologySkipped } from './pod-daemonset-topology-skipped.ts';
import { podNodeNameBypassesTopology } from './pod-node-name-bypasses-topology.ts';
import { podNodeNameOutsideCluster } from './pod-node-name-outside-cluster.ts';
import { podNodeSelectorTermMatchesNothing } from './pod-node-selector-term-matches-nothing.ts';
import { podNodeSelectorTermsEmpty } from './pod-node-selector-terms-empty.ts';
import { podPvcMissing } from './pod-pvc-missing.ts';
import { podPvcsInDisjointClusters } from './pod-pvcs-in-disjoint-clusters.ts';
import { podTopologyNoNode } from './pod-topology-no-node.ts';
import { podVolumeModeMismatch } from './pod-volume-mode-mismatch.ts';
import { workloadPrivilegedNamespaceOptOut } from './workload-privileged-namespace-opt-out.ts';
import { workloadSharedLocalClaim } from './workload-shared-local-claim.ts';

/** Rules on pods and on the workloads that make them. */
export const POD_RULES: readonly ObjectRule[] = [
  podPvcMissing,
  podVolumeModeMismatch,
  podNodeNameBypassesTopology,
  podNodeNameOutsideCluster,
  podPvcsInDisjointClusters,
  podBoundLocalpvConflict,
  podTopologyNoNode,
  podNodeSelectorTermsEmpty,
  podNodeSelectorTermMatchesNothing,
  podDaemonsetTopologySkipped,
  workloadSharedLocalClaim,
  workloadPrivilegedNamespaceOptOut,
];
