import { arrayAt, stringAt } from '../../../core/json.ts';
import { controllerOf, labelOf, nameOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { ClusterName } from '../clusters/cluster-name.ts';
import { DEFAULT_CLUSTER } from '../names.ts';

/** How the pods of a component are known. */
interface ComponentPods {
  /** A pod's name; the first group is the cluster's. Documents print the dash after it once or twice. */
  readonly name: RegExp;
  /** The value of the label `app.kubernetes.io/name`, where one is documented. */
  readonly label?: string;
}

const CHUNK: ComponentPods = { name: /^(.+?)--?chunk-\d+$/ };
const REDIRECTOR: ComponentPods = { name: /^(.+?)--?iscsi-redirector-/, label: 'iomesh-iscsi-redirector' };

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

/** Makes the test for the pods of one component of a cluster: by owner, else by name, else by label. */
function componentTest(
  cluster: ClusterName,
  component: ComponentPods,
  lookup: Lookup,
): (pod: KubernetesObject) => boolean {
  const prefixes = prefixesOf(cluster, lookup);
  const isAlone = lookup
    .list('IOMeshCluster', cluster.namespace)
    .every(other => nameOf(other) === cluster.name);
  return pod => {
    const match = component.name.exec(nameOf(pod));
    const isLabelled =
      component.label !== undefined && labelOf(pod, 'app.kubernetes.io/name') === component.label;
    if (match === null && !isLabelled) return false;
    const maker = makerOf(pod, cluster.namespace, lookup);
    if (maker !== undefined) return maker === cluster.name;
    return prefixes.has(match?.[1]) || (isLabelled && isAlone);
  };
}

function nodesOfPods(cluster: ClusterName, component: ComponentPods, lookup: Lookup): ReadonlySet<string> {
  const isOurs = componentTest(cluster, component, lookup);
  const nodes = new Set<string>();
  for (const pod of lookup.indexed('Pod/namespace', cluster.namespace)) {
    const node = stringAt(pod, 'spec', 'nodeName');
    if (node && stringAt(pod, 'status', 'phase') === 'Running' && isOurs(pod)) nodes.add(node);
  }
  return nodes;
}

/** Names of the nodes where chunk pods of a cluster run. */
export function chunkPodNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  return nodesOfPods(cluster, CHUNK, lookup);
}

/** Names of the nodes where redirector pods of a cluster run. */
export function redirectorPodNodes(cluster: ClusterName, lookup: Lookup): ReadonlySet<string> {
  return nodesOfPods(cluster, REDIRECTOR, lookup);
}
