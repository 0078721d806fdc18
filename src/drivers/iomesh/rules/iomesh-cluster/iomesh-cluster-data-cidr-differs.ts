import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { formatCidr, networkOf } from '../../networks/cidr.ts';
import { dataCidrs } from '../../networks/data-cidr.ts';

/** Requires chunk and redirector to be on one storage network. */
export const iomeshClusterDataCidrDiffers = defineRule({
  id: 'iomesh-cluster-data-cidr-differs',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Chunk and redirector use the same data CIDR.',
  help: 'Use one value in spec.chunk.dataCIDR and spec.redirector.dataCIDR.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {dataCIDR: 10.234.1.0/24}
  redirector: {dataCIDR: 10.234.2.0/24}
`,
        findings: [{ path: '/spec/redirector/dataCIDR' }],
      },
    ],
  },
  check(cluster) {
    const [chunk, redirector] = dataCidrs(cluster);
    if (chunk === undefined || redirector === undefined) return [];
    if (formatCidr(networkOf(chunk.cidr)) === formatCidr(networkOf(redirector.cidr))) return [];
    const message = `The redirector's dataCIDR ${redirector.text} differs from chunk's ${chunk.text}`;
    return [{ path: redirector.path, message }];
  },
});
