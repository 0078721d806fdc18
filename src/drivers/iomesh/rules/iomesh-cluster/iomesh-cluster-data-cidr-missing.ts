import { formatFieldPath } from '../../../../core/json-pointer.ts';
import { at } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { DATA_CIDR_PATHS } from '../../networks/data-cidr.ts';

/** Requires the storage network of chunk and redirector. */
export const iomeshClusterDataCidrMissing = defineRule({
  id: 'iomesh-cluster-data-cidr-missing',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Both chunk and redirector name the CIDR of the storage network.',
  help: 'Set dataCIDR to the CIDR of the IOMesh storage network, the same for chunk and redirector.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1}
spec:
  chunk: {replicas: 3}
  redirector: {dataCIDR: ""}
`,
        findings: [{ path: '/spec/chunk' }, { path: '/spec/redirector/dataCIDR' }],
      },
    ],
  },
  check(cluster) {
    return DATA_CIDR_PATHS.filter(path => (at(cluster, ...path) ?? '') === '').map(path => ({
      path: nearestPath(cluster, path),
      message: `${formatFieldPath(path)} is missing`,
    }));
  },
});
