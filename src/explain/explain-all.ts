import { stringAt } from '../core/json.ts';
import { namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Cluster } from './cluster.ts';
import { explainClaim } from './explain-claim.ts';
import { explainPod } from './explain-pod.ts';
import { creationFailures, explainWorkload } from './explain-workload.ts';
import type { Explanation } from './explanation.ts';

/** The kinds that make pods by themselves; those below them are told with them. */
const WORKLOADS = ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet', 'Job'] as const;

function isPending(object: KubernetesObject): boolean {
  return stringAt(object, 'status', 'phase') === 'Pending';
}

/** Claims that no pod speaks for. */
function lonelyClaims({ context }: Cluster): readonly KubernetesObject[] {
  const { lookup } = context;
  return lookup
    .list('PersistentVolumeClaim')
    .filter(isPending)
    .filter(claim => {
      const key = `${namespaceOf(claim) ?? 'default'}/${stringAt(claim, 'metadata', 'name') ?? ''}`;
      return lookup.indexed('Pod/claim', key).length === 0;
    });
}

/** Explains everything that waits: pods, claims that no pod uses, and workloads whose pods cannot be created. */
export function explainAll(cluster: Cluster): readonly Explanation[] {
  const { lookup } = cluster.context;
  const pods = lookup.list('Pod').filter(isPending);
  const workloads = WORKLOADS.flatMap(kind => lookup.list(kind))
    .filter(workload => creationFailures(workload, cluster).length > 0)
    .map(workload => explainWorkload(workload, cluster))
    .filter(({ subject }) => subject.kind !== 'Pod');
  return [
    ...pods.map(pod => explainPod(pod, cluster)),
    ...lonelyClaims(cluster).map(claim => explainClaim(claim, cluster)),
    ...workloads,
  ];
}
