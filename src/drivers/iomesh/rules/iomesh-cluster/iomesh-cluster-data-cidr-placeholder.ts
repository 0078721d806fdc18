import { at } from '../../../../core/json.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { DATA_CIDR_PATHS, isPlaceholder } from '../../networks/data-cidr.ts';

/** Rejects a storage network that still is the placeholder of the documents. */
export const iomeshClusterDataCidrPlaceholder = defineRule({
  id: 'iomesh-cluster-data-cidr-placeholder',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The data CIDR is filled in, not a placeholder such as <your-data-cidr-here>.',
  help: 'Enter the CIDR of the IOMesh storage network, for example 10.234.1.0/24.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: SECOND_CLUSTER.replaceAll('10.234.1.0/24', '<data-cidr>'),
        findings: [{ path: '/spec/chunk/dataCIDR' }, { path: '/spec/redirector/dataCIDR' }],
      },
    ],
  },
  check(cluster) {
    return DATA_CIDR_PATHS.filter(path => isPlaceholder(at(cluster, ...path))).map(path => ({
      path,
      message: `The data CIDR still is the placeholder ${quote(at(cluster, ...path))}`,
    }));
  },
});
