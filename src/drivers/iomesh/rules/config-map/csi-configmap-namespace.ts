import { namespaceOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineMetaAddrRule } from '../../checks/meta-addr-rule.ts';
import { SECOND_CONNECTION, configMap } from '../../examples/storage.ts';

/** Warns of connections that are kept in another namespace than the cluster. */
export const csiConfigmapNamespace = defineMetaAddrRule({
  id: 'csi-configmap-namespace',
  severity: 'warning',
  summary: 'A connection ConfigMap is in the namespace of its IOMesh cluster.',
  help: 'Move the ConfigMap, or correct metaAddr; every documented pair is in one namespace.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: SECOND_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: configMap(
          'iomesh-system',
          'iomesh-cluster-1-csi-configmap',
          'clusterId: k8s-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAddr: iomesh-cluster-1-meta-client.iomesh-cluster-1.svc.cluster.local:10100',
        ),
        findings: [{ path: '/metadata/namespace' }],
      },
    ],
  },
  check({ namespace: expected }, configMap) {
    const namespace = namespaceOf(configMap);
    if (expected === undefined || namespace === undefined || namespace === expected) return [];
    const message = `the ConfigMap is in namespace ${namespace}, but metaAddr leads to ${expected}`;
    return [{ path: ['metadata', 'namespace'], message }];
  },
});
