import { arrayAt, stringAt } from '../../../core/json.ts';
import type { JsonValue } from '../../../core/json.ts';
import { formatReference, referenceOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import { parseAddress, parseCidr } from './cidr.ts';
import type { Cidr } from './cidr.ts';

/** A network of the Kubernetes cluster itself. */
export interface ClusterNetwork {
  readonly cidr: Cidr;
  /** `the pod network 10.244.1.0/24 of Node k8s-worker-1`. */
  readonly description: string;
}

function networksIn(
  object: KubernetesObject,
  what: string,
  values: readonly (JsonValue | undefined)[],
): readonly ClusterNetwork[] {
  const owner = formatReference(referenceOf(object));
  return values
    .filter(value => typeof value === 'string')
    .flatMap(text => {
      const cidr = parseCidr(text) ?? parseAddress(text);
      return cidr === undefined ? [] : [{ cidr, description: `the ${what} ${text} of ${owner}` }];
    });
}

function podNetworks(node: KubernetesObject): readonly ClusterNetwork[] {
  return networksIn(node, 'pod network', [
    stringAt(node, 'spec', 'podCIDR'),
    ...arrayAt(node, 'spec', 'podCIDRs'),
  ]);
}

function serviceNetworks(lookup: Lookup): readonly ClusterNetwork[] {
  const apiServer = lookup.get('Service', 'default', 'kubernetes');
  const ranges = lookup.list('ServiceCIDR');
  return [
    ...ranges.flatMap(range => networksIn(range, 'service network', arrayAt(range, 'spec', 'cidrs'))),
    ...(apiServer ? networksIn(apiServer, 'cluster IP', [stringAt(apiServer, 'spec', 'clusterIP')]) : []),
  ];
}

/** The pod and service networks that the state tells of: by Nodes, ServiceCIDRs and the API server's own Service. */
export function clusterNetworks(lookup: Lookup): readonly ClusterNetwork[] {
  return [...lookup.list('Node').flatMap(podNetworks), ...serviceNetworks(lookup)];
}
