import { at, entriesAt } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineConnectionRule } from '../../checks/connection-rule.ts';
import { CONNECTION_KEYS } from '../../connections/connection.ts';
import { MANAGEMENT_CONNECTION, configMap } from '../../examples/storage.ts';

/** Rejects connections without one of their three keys. */
export const csiConfigmapKeyMissing = defineConnectionRule({
  id: 'csi-configmap-key-missing',
  severity: 'error',
  summary: 'A connection ConfigMap has clusterId, iscsiPortal and metaAddr.',
  help: 'Add the key; a connection needs clusterId, iscsiPortal and metaAddr.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
      {
        yaml: configMap('shop', 'application-settings', 'clusterId: blue', 'log.level: info'),
      },
    ],
    invalid: [
      {
        yaml: configMap(
          'iomesh-system',
          'iomesh-csi-configmap',
          'clusterId: k8s-1',
          'metaAddr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
        ),
        findings: [{ path: '/data' }],
      },
      {
        yaml: configMap(
          'iomesh-system',
          'iomesh-csi-configmap',
          'clusterID: k8s-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAddr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
        ),
        findings: [{ path: '/data/clusterID' }],
      },
    ],
  },
  check(configMap) {
    const missing = CONNECTION_KEYS.filter(key => at(configMap, 'data', key) === undefined);
    return missing.map(key => {
      const [similar] =
        entriesAt(configMap, 'data').find(([one]) => one.toLowerCase() === key.toLowerCase()) ?? [];
      if (similar === undefined) {
        return { path: nearestPath(configMap, ['data']), message: `data.${key} is missing` };
      }
      const path = ['data', similar];
      return {
        path,
        target: 'key' as const,
        message: `data.${key} is missing, and data.${similar} is written differently`,
        fix: `Write ${key}; keys are case-sensitive.`,
        edit: { type: 'rename-key' as const, path, key },
      };
    });
  },
});
