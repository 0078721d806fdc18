import { nearestPath } from '../../../../core/nearest-path.ts';
import { decodePersistentVolume } from '../../../../core/persistent-volume.ts';
import type { RuleContext } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { connectionValue, defineConnectionRule } from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';
import { isIomeshProvisioner } from '../../names.ts';

function countVolumes({ lookup, settings }: RuleContext): number {
  return lookup
    .list('PersistentVolume')
    .filter(volume => isIomeshProvisioner(decodePersistentVolume(volume).driver ?? '', settings)).length;
}

/** Rejects a new clusterId while volumes were made under the old one. */
export const csiConfigmapClusterIdChanged = defineConnectionRule({
  id: 'csi-configmap-cluster-id-changed',
  when: 'UPDATE',
  severity: 'error',
  summary: 'The clusterId stays as it is while volumes exist.',
  help: 'Restore the old clusterId; it must not change once assigned.',
  source: SOURCES.zbsDriver,
  examples: {
    valid: [
      {
        yaml: managementConnection({ clusterId: 'k8s-2' }),
        operation: 'UPDATE',
        old: MANAGEMENT_CONNECTION,
        live: true,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ clusterId: 'k8s-2' }),
        operation: 'UPDATE',
        old: MANAGEMENT_CONNECTION,
        state: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-1
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  csi:
    driver: com.iomesh.csi-driver
    volumeHandle: volume-1
`,
        live: true,
        findings: [{ path: '/data/clusterId' }],
      },
    ],
  },
  check(configMap, context) {
    const before = connectionValue(context.request?.oldObject, 'clusterId');
    if (before === undefined || before === connectionValue(configMap, 'clusterId')) return [];
    const count = countVolumes(context);
    if (count === 0) return [];
    return [
      {
        path: nearestPath(configMap, ['data', 'clusterId']),
        message: `clusterId changes while ${count} PersistentVolumes of IOMesh exist`,
        fix: `Restore "${before}".`,
      },
    ];
  },
});
