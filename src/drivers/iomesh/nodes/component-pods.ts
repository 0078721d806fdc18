import { arrayAt, stringAt } from '../../../core/json.ts';
import { controllerOf, labelOf, nameOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { oncePer } from '../../../core/once-per.ts';
import type { ClusterName } from '../clusters/cluster-name.ts';
import { DEFAULT_CLUSTER } from '../names.ts';

/** A running pod that may be of a component, by its name or its label. */
interface ComponentPod {
  readonly pod: KubernetesObject;
  readonly node: string;
  /** What of its name is the cluster's; `undefined` when only the label speaks for it. */
  readonly prefix: string | undefined;
  readonly isLabelled: boolean;
}

/** Finds the running pods of a component among those of a namespace. */
type FindPods = (pods: readonly KubernetesObject[]) => readonly ComponentPod[];

/**
 * Makes the function that finds the pods of a component: by name, of which the first group is the cluster's, or by the value
 * of the label `app.kubernetes.io/name`, where one is documented.
 */
function podsOf(name: RegExp, label?: string): FindPods {
  function read(pod: KubernetesObject): readonly ComponentPod[] {
    const node = stringAt(pod, 'spec', 'nodeName');
    if (!node || stringAt(pod, 'status', 'phase') !== 'Running') return [];
    const match = name.exec(nameOf(pod));
    const isLabelled = label !== undefined && labelOf(pod, 'app.kubernetes.io/name') === label;
    return match === null && !isLabelled ? [] : [{ pod, node, prefix: match?.[1], isLabelled }];
  }
  // The pods of a namespace stay the same for many reviews.
  return oncePer(pods => pods.flatMap(read));
}

/** Documents print the dash after the cluster's name once or twice. */
const chunkPods = podsOf(/^(.+?)--?chunk-\d+$/);
const redirectorPods = podsOf(/^(.+?)--?iscsi-redirector-/, 'iomesh-iscsi-redirector');

/** The name of the IOMeshCluster that made a pod; `undefined` when the state does not hold the chain of owners. */
function makerOf(pod: KubernetesObject, namespace: string, lookup: Lookup): string | undefined {
  const controller = controllerOf(pod);
  const [kind, name] = [stringAt(controller, 'kind'), stringAt(controller, 'name')];
  if (kind === undefined || name === undefined) return undefined;
  if (kind === 'IOMeshCluster') return name;
  const workload = lookup.get(kind, namespace, name);
  const owner = arrayAt(workload, 'metadata', 'ownerReferences').find(
    reference => stringAt(reference, 'kind') === 'IOMeshCluster',
  );
  return stringAt(owner, 'name');
}

/** What the names of a cluster's pods begin with: its name, or `iomesh` unless a neighbour has that name. */
function prefixesOf(cluster: ClusterName, lookup: Lookup): ReadonlySet<string | undefined> {
  const { name } = DEFAULT_CLUSTER;
  const isTaken = lookup.get('IOMeshCluster', cluster.namespace, name) !== undefined;
  return new Set(isTaken ? [cluster.name] : [cluster.name, name]);
}

/** Makes the test for the pods of a cluster: by owner, else by name, else by label. */
function ownershipTest(cluster: ClusterName, lookup: Lookup): (found: ComponentPod) => boolean {
  const prefixes = prefixesOf(cluster, lookup);
  const isAlone = lookup
    .list('IOMeshCluster', cluster.namespace)
    .every(other => nameOf(other) === cluster.name);
  return ({ pod, prefix, isLabelled }) => {
    const maker = makerOf(pod, cluster.namespace, lookup);
    if (maker !== undefined) return maker === cluster.name;
    return prefixes.has(prefix) || (isLabelled && isAlone);
  };
}

function nodesOfPods(cluster: ClusterName, find: FindPods, lookup: Lookup): ReadonlySet<string> {
  const found = find(lookup.indexed('Pod/namespace', cluster.namespace));
  return new Set(found.filter(ownershipTest(cluster, lookup)).map(({ node }) => node));
}

/** Names of the nodes where chunk pods of a cluster run. */
export function chunkPodNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  return nodesOfPods(cluster, chunkPods, lookup);
}

/** Names of the nodes where redirector pods of a cluster run. */
export function redirectorPodNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  return nodesOfPods(cluster, redirectorPods, lookup);
}
