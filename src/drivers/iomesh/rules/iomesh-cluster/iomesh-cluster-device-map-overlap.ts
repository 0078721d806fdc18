import type { BlockDevice } from '../../../../core/block-device.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { selectedDevices } from '../../block-devices/selected-devices.ts';
import { clusterNameOf, formatClusterName, otherClusters } from '../../clusters/cluster-name.ts';
import { MANAGEMENT_CLUSTER, blockDevice } from '../../examples/clusters.ts';

interface Taker {
  readonly name: string;
  readonly devices: readonly BlockDevice[];
}

function takersIn(cluster: KubernetesObject, lookup: Lookup): readonly Taker[] {
  const name = formatClusterName(clusterNameOf(cluster));
  return selectedDevices(cluster, lookup).map(({ mountType, devices }) => ({
    name: `${mountType} of ${name}`,
    devices,
  }));
}

/** Rejects a device that two mount types or two clusters would take. */
export const iomeshClusterDeviceMapOverlap = defineRule({
  id: 'iomesh-cluster-device-map-overlap',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'A block device is selected by one mount type of one cluster only.',
  help: 'Narrow one selector, or add the device to exclude.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CLUSTER,
        state: blockDevice('blockdevice-hdd', 'k8s-worker-0', 'HDD', 'capacity: {storage: 4000787030016}'),
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk:
    deviceMap:
      cacheWithJournal:
        selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}
      dataStore:
        selector: {}
`,
        state: blockDevice('blockdevice-ssd', 'k8s-worker-0', 'SSD', 'capacity: {storage: 480103981056}'),
        findings: [{ path: '/spec/chunk/deviceMap/dataStore' }],
      },
    ],
  },
  *check(cluster, { lookup }) {
    const takers = otherClusters(cluster, lookup).flatMap(other => takersIn(other, lookup));
    for (const { mountType, path, devices } of selectedDevices(cluster, lookup)) {
      for (const taker of takers) {
        const shared = devices.filter(device => taker.devices.some(({ name }) => name === device.name));
        const names = listSome(shared.map(({ name }) => name));
        if (shared.length > 0) yield { path, message: `Also selected by ${taker.name}: ${names}` };
      }
      takers.push({ name: mountType, devices });
    }
  },
});
