import { at, entriesAt } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { didYouMean } from '../../../../core/spelling.ts';
import { defineConnectionRule } from '../../checks/connection-rule.ts';
import { CONNECTION_KEYS } from '../../connections/connection.ts';
import { MANAGEMENT_CONNECTION, configMap } from '../../examples/storage.ts';

const KNOWN: readonly string[] = CONNECTION_KEYS;

/** Says whether a key is a missing connection key in another case, which is the subject of another rule. */
function standsForMissing(key: string, configMap: JsonObject): boolean {
  return KNOWN.some(
    known => known.toLowerCase() === key.toLowerCase() && at(configMap, 'data', known) === undefined,
  );
}

/** Warns of keys that a connection does not have. */
export const csiConfigmapKeyUnknown = defineConnectionRule({
  id: 'csi-configmap-key-unknown',
  severity: 'warning',
  summary: 'A connection ConfigMap has no keys but clusterId, iscsiPortal and metaAddr.',
  help: 'Remove the key; a connection has clusterId, iscsiPortal and metaAddr.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: configMap(
          'iomesh-system',
          'iomesh-csi-configmap',
          'clusterId: k8s-1',
          'iscsiPortal: 127.0.0.1:3260',
          'metaAdr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
        ),
        findings: [{ path: '/data/metaAdr' }],
      },
    ],
  },
  check(configMap) {
    const keys = entriesAt(configMap, 'data').map(([key]) => key);
    const unknown = keys.filter(key => !KNOWN.includes(key) && !standsForMissing(key, configMap));
    return unknown.map(key => ({
      path: ['data', key],
      target: 'key' as const,
      message: `data.${key} is not a connection key`,
      ...didYouMean(key, KNOWN),
    }));
  },
});
