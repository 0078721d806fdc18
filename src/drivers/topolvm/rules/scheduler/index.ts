import type { ObjectRule } from '../../../../core/rule.ts';
import { kubeadmApiVersionRemoved } from './kubeadm-api-version-removed.ts';
import { schedulerConfigApiVersionRemoved } from './scheduler-config-api-version-removed.ts';
import { schedulerExtenderIgnoredByScheduler } from './scheduler-extender-ignored-by-scheduler.ts';
import { schedulerExtenderManagedResource } from './scheduler-extender-managed-resource.ts';
import { schedulerExtenderMissing } from './scheduler-extender-missing.ts';
import { schedulerExtenderNodeCacheCapable } from './scheduler-extender-node-cache-capable.ts';
import { schedulerExtenderResourceDuplicate } from './scheduler-extender-resource-duplicate.ts';
import { schedulerExtenderVerbs } from './scheduler-extender-verbs.ts';
import { schedulerExtenderWeight } from './scheduler-extender-weight.ts';
import { schedulerPolicyRemoved } from './scheduler-policy-removed.ts';
import { topolvmPvcHookRemoved } from './topolvm-pvc-hook-removed.ts';
import { webhookApiVersionRemoved } from './webhook-api-version-removed.ts';

/** Rules on kube-scheduler's configuration and on what TopoLVM's documents add to a control plane, in report order. */
export const RULES: readonly ObjectRule[] = [
  schedulerExtenderMissing,
  schedulerExtenderManagedResource,
  schedulerExtenderIgnoredByScheduler,
  schedulerExtenderVerbs,
  schedulerExtenderWeight,
  schedulerExtenderResourceDuplicate,
  schedulerExtenderNodeCacheCapable,
  schedulerPolicyRemoved,
  schedulerConfigApiVersionRemoved,
  kubeadmApiVersionRemoved,
  webhookApiVersionRemoved,
  topolvmPvcHookRemoved,
];
