import { listSome } from '../../../../core/phrases.ts';
import { formatBytes } from '../../../../core/quantity.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { selectedDevices } from '../../block-devices/selected-devices.ts';
import { MANAGEMENT_CLUSTER, blockDevice } from '../../examples/clusters.ts';

/** 60 GB, which a device that also holds a journal must exceed. */
const JOURNAL_BYTES = 60_000_000_000n;
const MOUNT_TYPES_WITH_JOURNAL: readonly string[] = ['cacheWithJournal', 'dataStoreWithJournal'];

/** Warns of devices too small for a journal. */
export const iomeshClusterDeviceMapTooSmall = defineRule({
  id: 'iomesh-cluster-device-map-too-small',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'Devices that hold a journal are larger than 60 GB.',
  help: 'Add the devices to exclude, or narrow the selector.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: blockDevice('blockdevice-480g', 'k8s-worker-0', 'SSD', 'capacity: {storage: 480103981056}'),
      },
    ],
    invalid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: blockDevice('blockdevice-60g', 'k8s-worker-0', 'SSD', 'capacity: {storage: 60000000000}'),
        findings: [{ path: '/spec/chunk/deviceMap/cacheWithJournal' }],
      },
    ],
  },
  *check(cluster, { lookup }) {
    for (const { mountType, path, devices } of selectedDevices(cluster, lookup)) {
      if (!MOUNT_TYPES_WITH_JOURNAL.includes(mountType)) continue;
      const small = devices.flatMap(({ name, capacityBytes }) =>
        capacityBytes !== undefined && capacityBytes <= JOURNAL_BYTES
          ? [`${name} (${formatBytes(capacityBytes)})`]
          : [],
      );
      if (small.length > 0) yield { path, message: `Not larger than 60 GB: ${listSome(small)}` };
    }
  },
});
