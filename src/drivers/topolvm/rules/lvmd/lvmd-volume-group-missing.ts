import { at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

/** Reports device classes without a volume group. */
export const lvmdVolumeGroupMissing = lvmdRule({
  id: 'lvmd-volume-group-missing',
  severity: 'error',
  summary: 'Every device class names its volume group.',
  help: 'Add volume-group with the name of an LVM volume group of the node.',
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
device-classes:
  - { name: ssd, default: true }
  - { name: hdd, volume-group: "" }
`,
        findings: [{ path: '/device-classes/0' }, { path: '/device-classes/1/volume-group' }],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ name, json, path }) => {
      const group = at(json, 'volume-group') ?? undefined;
      if (group !== undefined && group !== '') return [];
      const message = `device class "${name}" has no volume group`;
      return { path: group === undefined ? path : [...path, 'volume-group'], message };
    });
  },
});
