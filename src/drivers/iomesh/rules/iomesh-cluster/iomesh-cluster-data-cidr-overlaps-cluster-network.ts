import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { overlaps } from '../../networks/cidr.ts';
import { clusterNetworks } from '../../networks/cluster-networks.ts';
import { dataCidrs } from '../../networks/data-cidr.ts';

/** Warns when the storage network is part of the pod or service network. */
export const iomeshClusterDataCidrOverlapsClusterNetwork = defineRule({
  id: 'iomesh-cluster-data-cidr-overlaps-cluster-network',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'The storage network is apart from the pod and service networks of Kubernetes.',
  help: 'Use a dedicated storage network.',
  source: SOURCES.iomeshPrerequisites,
  examples: {
    valid: [
      {
        yaml: SECOND_CLUSTER,
        state: `
apiVersion: v1
kind: Node
metadata: {name: k8s-worker-3}
spec: {podCIDR: 10.244.3.0/24, podCIDRs: [10.244.3.0/24]}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {dataCIDR: 10.244.0.0/16}
  redirector: {dataCIDR: 10.96.0.0/24}
`,
        state: `
apiVersion: v1
kind: Node
metadata: {name: k8s-worker-3}
spec: {podCIDR: 10.244.3.0/24}
---
apiVersion: v1
kind: Service
metadata: {namespace: default, name: kubernetes}
spec: {clusterIP: 10.96.0.1}
`,
        findings: [{ path: '/spec/chunk/dataCIDR' }, { path: '/spec/redirector/dataCIDR' }],
      },
    ],
  },
  check(cluster, { lookup }) {
    const networks = clusterNetworks(lookup);
    return dataCidrs(cluster).flatMap(({ path, text, cidr }) => {
      const shared = networks.find(network => overlaps(network.cidr, cidr));
      return shared === undefined
        ? []
        : [{ path, message: `dataCIDR ${text} overlaps ${shared.description}` }];
    });
  },
});
