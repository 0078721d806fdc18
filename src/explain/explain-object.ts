import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Cluster } from './cluster.ts';
import { explainClaim } from './explain-claim.ts';
import { explainPod } from './explain-pod.ts';
import { explainWorkload } from './explain-workload.ts';
import type { Explanation } from './explanation.ts';

/** The kinds that can be explained, by the names that kubectl takes for them. */
export const EXPLAINABLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Pod: ['pod', 'pods', 'po'],
    PersistentVolumeClaim: ['pvc', 'persistentvolumeclaim', 'persistentvolumeclaims'],
    StatefulSet: ['sts', 'statefulset', 'statefulsets'],
    Deployment: ['deploy', 'deployment', 'deployments'],
    DaemonSet: ['ds', 'daemonset', 'daemonsets'],
    ReplicaSet: ['rs', 'replicaset', 'replicasets'],
    Job: ['job', 'jobs'],
    CronJob: ['cj', 'cronjob', 'cronjobs'],
  }).flatMap(([kind, names]) => names.map(name => [name, kind] as const)),
);

/** Explains an object of one of the kinds of {@link EXPLAINABLE}. */
export function explainObject(object: KubernetesObject, cluster: Cluster): Explanation {
  if (object.kind === 'Pod') return explainPod(object, cluster);
  return object.kind === 'PersistentVolumeClaim'
    ? explainClaim(object, cluster)
    : explainWorkload(object, cluster);
}
