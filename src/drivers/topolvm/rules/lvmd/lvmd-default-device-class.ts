import { at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

/** Reports configurations without a default class, or with several. */
export const lvmdDefaultDeviceClass = lvmdRule({
  id: 'lvmd-default-device-class',
  severity: 'error',
  summary: 'Exactly one device class is the default.',
  help: 'Set default: true on one device class only; lvmd does not start with two.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
  - { name: hdd, volume-group: vg-hdd, default: false }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
  - { name: hdd, volume-group: vg-hdd, default: true }
`,
        findings: [{ path: '/device-classes/1/default' }],
      },
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd }
`,
        findings: [{ path: '/device-classes', severity: 'warning' }],
      },
    ],
  },
  check(config) {
    const classes = deviceClassesOf(config);
    const [first, ...others] = classes.filter(({ json }) => at(json, 'default') === true);
    if (first === undefined) {
      if (classes.length === 0) return [];
      const message =
        'no device class is the default: StorageClasses without a device class get no volumes here';
      return [
        { path: ['device-classes'], message, severity: 'warning', fix: 'Set default: true on one of them.' },
      ];
    }
    return others.map(({ path }) => ({
      path: [...path, 'default'],
      message: `device class "${first.name}" is the default already`,
    }));
  },
});
