import type { Edit } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import {
  blockDeviceNamespaceOf,
  clusterNameOf,
  formatClusterName,
  isSameCluster,
  managementClusterOf,
} from '../../clusters.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples.ts';
import { missingManagementOf } from '../../missing-management.ts';

const PATH = ['spec', 'chunk', 'devicemanager', 'blockDeviceNamespace'] as const;

/** Requires further clusters to look for block devices where the management cluster keeps them. */
export const iomeshClusterBlockDeviceNamespace = defineRule({
  id: 'iomesh-cluster-block-device-namespace',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Every further cluster names the namespace of the management cluster as its blockDeviceNamespace.',
  help: 'Set spec.chunk.devicemanager.blockDeviceNamespace to the namespace of the management cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1}
spec:
  chunk:
    replicas: 3
`,
        state: MANAGEMENT_CLUSTER,
        findings: [{ path: '/spec/chunk' }],
      },
      {
        yaml: SECOND_CLUSTER,
        findings: [{ path: '/spec/chunk/devicemanager/blockDeviceNamespace', severity: 'unknown' }],
      },
    ],
  },
  check(cluster, { lookup }) {
    const needs = missingManagementOf(cluster, lookup);
    if (needs !== undefined) return [{ path: PATH, needs }];
    const own = clusterNameOf(cluster);
    const object = managementClusterOf(lookup);
    const management = object && clusterNameOf(object);
    if (management === undefined || isSameCluster(management, own)) return [];
    if (blockDeviceNamespaceOf(cluster) === management.namespace) return [];
    const { namespace } = management;
    const isSet = at(cluster, ...PATH) !== undefined;
    const edit: Edit = { type: isSet ? 'replace-value' : 'add', path: PATH, value: namespace };
    return [
      {
        path: nearestPath(cluster, PATH),
        message: `The block devices are kept by the management cluster ${formatClusterName(management)}`,
        fix: `Set spec.chunk.devicemanager.blockDeviceNamespace: ${namespace}.`,
        edit,
      },
    ];
  },
});
