import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

/** Reports a configuration without device classes. */
export const lvmdDeviceClassesEmpty = lvmdRule({
  id: 'lvmd-device-classes-empty',
  severity: 'error',
  summary: 'There is at least one device class.',
  help: 'Add a device class with a name and a volume-group; lvmd does not start without one.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes: []
`,
        findings: [{ path: '/device-classes' }],
      },
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: topolvm-lvmd-0, namespace: topolvm-system }
data:
  lvmd.yaml: |
    socket-name: /run/topolvm/lvmd.sock
`,
        findings: [{ path: '/data/lvmd.yaml' }],
      },
    ],
  },
  check(config) {
    if (deviceClassesOf(config).length > 0) return [];
    const path = nearestPath(config.json, ['device-classes']);
    return [{ path, message: 'no device class is defined' }];
  },
});
