import { DEVICE_MAP_PATH } from '../../../../core/device-map.ts';
import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { diskDeploymentModeOf, mountTypesOf } from '../../block-devices/mount-types.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns when a hybrid cluster has a cache but no data store, or the other way round. */
export const iomeshClusterDeviceMapIncomplete = defineRule({
  id: 'iomesh-cluster-device-map-incomplete',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'A hybridFlash device map has both cacheWithJournal and dataStore.',
  help: 'Add the missing mount type.',
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
  diskDeploymentMode: hybridFlash
  chunk:
    deviceMap:
      cacheWithJournal:
        selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}
`,
        findings: [{ path: '/spec/chunk/deviceMap' }],
      },
    ],
  },
  check(cluster) {
    const mode = diskDeploymentModeOf(cluster);
    const expected = mountTypesOf(mode) ?? [];
    const missing = expected.filter(mountType => at(cluster, ...DEVICE_MAP_PATH, mountType) === undefined);
    if (missing.length === 0 || missing.length === expected.length) return [];
    const message = `${mode} needs ${expected.join(' and ')}, but ${missing.join(' and ')} is missing`;
    return [{ path: DEVICE_MAP_PATH, message, fix: `Add ${missing.join(' and ')}.` }];
  },
});
