import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { namespacedMetadata, PRIORITY_CLASS, selectorLabels } from './names.ts';
import type { Installation } from './names.ts';

/** More than a Deployment and its rollouts ever need: the quota is there to allow, not to limit. */
const CRITICAL_PODS = '100';

/**
 * What keeps the service up: its pods are evicted one by one, those that are not ready without waiting; and where a cluster
 * admits critical pods only against a quota, there is one.
 */
export function availabilityObjects(installation: Installation): readonly KubernetesObject[] {
  const { name } = installation;
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: namespacedMetadata(installation, name),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selectorLabels(installation) },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: namespacedMetadata(installation, `${name}-critical-pods`),
      spec: {
        hard: { pods: CRITICAL_PODS },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [PRIORITY_CLASS] }],
        },
      },
    },
  ];
}
