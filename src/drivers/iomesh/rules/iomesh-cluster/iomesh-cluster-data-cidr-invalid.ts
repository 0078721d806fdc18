import type { Report } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import type { JsonPath, JsonValue } from '../../../../core/json.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';
import { formatCidr, networkOf, parseCidr } from '../../networks/cidr.ts';
import { DATA_CIDR_PATHS, isPlaceholder } from '../../networks/data-cidr.ts';

function checkCidr(value: JsonValue, path: JsonPath): readonly Report[] {
  const cidr = typeof value === 'string' ? parseCidr(value) : undefined;
  if (cidr === undefined) return [{ path, message: `dataCIDR ${quote(value)} is not a network CIDR` }];
  const network = networkOf(cidr);
  if (network.address === cidr.address) return [];
  const text = formatCidr(network);
  return [
    {
      path,
      severity: 'warning',
      message: `dataCIDR ${quote(value)} has host bits set`,
      fix: `Write ${text}.`,
      edit: { type: 'replace-value', path, value: text },
    },
  ];
}

/** Rejects storage networks that cannot be read, and warns of an address where a network belongs. */
export const iomeshClusterDataCidrInvalid = defineRule({
  id: 'iomesh-cluster-data-cidr-invalid',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The data CIDR is a network in CIDR notation.',
  help: 'Write an address and a prefix length, for example 10.234.1.0/24.',
  source: SOURCES.iomeshPrerequisites,
  examples: {
    valid: [
      { yaml: SECOND_CLUSTER },
      { yaml: SECOND_CLUSTER.replaceAll('10.234.1.0/24', '"fd00:234:1::/64"') },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {dataCIDR: 10.234.1.0}
  redirector: {dataCIDR: 10.234.1.17/24}
`,
        findings: [
          { path: '/spec/chunk/dataCIDR' },
          { path: '/spec/redirector/dataCIDR', severity: 'warning' },
        ],
      },
    ],
  },
  check(cluster) {
    return DATA_CIDR_PATHS.flatMap(path => {
      const value = at(cluster, ...path) ?? '';
      return value === '' || isPlaceholder(value) ? [] : checkCidr(value, path);
    });
  },
});
