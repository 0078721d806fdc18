import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import { formatReference, referenceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
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
  return values.flatMap(value => {
    const cidr = typeof value === 'string' ? (parseCidr(value) ?? parseAddress(value)) : undefined;
    const description = `the ${what} ${String(value)} of ${formatReference(referenceOf(object))}`;
    return cidr === undefined ? [] : [{ cidr, description }];
  });
}

/** The pod and service networks that the state tells of: by Nodes, ServiceCIDRs and the API server's own Service. */
export function clusterNetworks(lookup: Lookup): readonly ClusterNetwork[] {
  const apiServer = lookup.get('Service', 'default', 'kubernetes');
  return [
    ...lookup
      .list('Node')
      .flatMap(node =>
        networksIn(node, 'pod network', [
          stringAt(node, 'spec', 'podCIDR'),
          ...arrayAt(node, 'spec', 'podCIDRs'),
        ]),
      ),
    ...lookup
      .list('ServiceCIDR')
      .flatMap(range => networksIn(range, 'service network', arrayAt(range, 'spec', 'cidrs'))),
    ...(apiServer === undefined
      ? []
      : networksIn(apiServer, 'cluster IP', [stringAt(apiServer, 'spec', 'clusterIP')])),
  ];
}
