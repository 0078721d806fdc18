import { DEVICE_MAP_PATH } from '../../../../core/device-map.ts';
import { entriesAt } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ALL_MOUNT_TYPES, diskDeploymentModeOf, mountTypesOf } from '../../block-devices/mount-types.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects mount types of the other disk deployment mode. */
export const iomeshClusterDeviceMapModeMismatch = defineRule({
  id: 'iomesh-cluster-device-map-mode-mismatch',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The device map holds only mount types of the disk deployment mode.',
  help: 'Remove the mount type, or change diskDeploymentMode.',
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
  diskDeploymentMode: allFlash
  chunk:
    deviceMap:
      cacheWithJournal:
        selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}
`,
        findings: [{ path: '/spec/chunk/deviceMap/cacheWithJournal' }],
      },
    ],
  },
  check(cluster) {
    const mode = diskDeploymentModeOf(cluster);
    const expected = mountTypesOf(mode);
    if (expected === undefined) return [];
    return entriesAt(cluster, ...DEVICE_MAP_PATH)
      .filter(([mountType]) => ALL_MOUNT_TYPES.includes(mountType) && !expected.includes(mountType))
      .map(([mountType]) => ({
        path: [...DEVICE_MAP_PATH, mountType],
        target: 'key',
        message: `${mode} uses only ${expected.join(' and ')}, not ${mountType}`,
      }));
  },
});
