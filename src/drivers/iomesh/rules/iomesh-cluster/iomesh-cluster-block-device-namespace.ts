import { setValue } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { blockDeviceNamespaceOf, otherManagementOf } from '../../clusters/management-cluster.ts';
import { missingManagementOf } from '../../clusters/missing-management.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

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
    const object = otherManagementOf(cluster, lookup);
    const management = object && clusterNameOf(object);
    if (management === undefined || blockDeviceNamespaceOf(cluster) === management.namespace) return [];
    return [
      {
        message: `The block devices are kept by the management cluster ${formatClusterName(management)}`,
        fix: `Set spec.chunk.devicemanager.blockDeviceNamespace: ${management.namespace}.`,
        ...setValue(cluster, PATH, management.namespace),
      },
    ];
  },
});
