import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { selectedDevices } from '../../block-devices/selected-devices.ts';
import { MANAGEMENT_CLUSTER, blockDevice } from '../../examples/clusters.ts';

/** Rejects a device map that takes devices on which there is data. */
export const iomeshClusterDeviceMapSelectsFormatted = defineRule({
  id: 'iomesh-cluster-device-map-selects-formatted',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The device map selects no block device that has a file system, as last scanned.',
  help: 'Add the devices to exclude, or narrow the selector.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: blockDevice('blockdevice-raw', 'k8s-worker-0', 'SSD', 'capacity: {storage: 480103981056}'),
      },
    ],
    invalid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: blockDevice(
          'blockdevice-root',
          'k8s-worker-0',
          'HDD',
          'filesystem: {fsType: ext4, mountPoint: /}',
        ),
        findings: [{ path: '/spec/chunk/deviceMap/dataStore' }],
      },
    ],
  },
  *check(cluster, { lookup }) {
    for (const { path, devices } of selectedDevices(cluster, lookup)) {
      const formatted = devices.filter(device => device.fsType !== '');
      if (formatted.length === 0) continue;
      const names = listSome(formatted.map(({ name, fsType }) => `${name} (${fsType})`));
      yield { path, message: `Selected although it has a file system: ${names}` };
    }
  },
});
