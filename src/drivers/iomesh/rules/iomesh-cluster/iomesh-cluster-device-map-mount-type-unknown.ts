import { DEVICE_MAP_PATH } from '../../../../core/device-map.ts';
import { entriesAt } from '../../../../core/json.ts';
import { misspeltKey } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ALL_MOUNT_TYPES } from '../../block-devices/mount-types.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects mount types that do not exist. */
export const iomeshClusterDeviceMapMountTypeUnknown = defineRule({
  id: 'iomesh-cluster-device-map-mount-type-unknown',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Each key of the device map is a mount type.',
  help: 'Use cacheWithJournal and dataStore for hybridFlash, dataStoreWithJournal for allFlash.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk:
    deviceMap:
      cacheWithJournals:
        selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}
      <mount-type>:
        selector: {matchLabels: {iomesh.com/bd-driverType: HDD}}
`,
        findings: [
          { path: '/spec/chunk/deviceMap/cacheWithJournals' },
          { path: '/spec/chunk/deviceMap/<mount-type>' },
        ],
      },
    ],
  },
  *check(cluster) {
    for (const [key] of entriesAt(cluster, ...DEVICE_MAP_PATH)) {
      if (ALL_MOUNT_TYPES.includes(key)) continue;
      const path = [...DEVICE_MAP_PATH, key];
      const message = `"${key}" is not a mount type`;
      yield { path, target: 'key', message, ...misspeltKey(cluster, path, ALL_MOUNT_TYPES) };
    }
  },
});
