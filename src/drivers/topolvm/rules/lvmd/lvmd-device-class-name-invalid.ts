import type { Report } from '../../../../core/finding.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { CLASS_NAME_FORM, isClassName } from '../../classes/class-name.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';

function problemOf(name: string): Omit<Report, 'path'> | undefined {
  if (name === '') return { message: 'a device class needs a name' };
  if (name === DEFAULT_DEVICE_CLASS) {
    const message = `"${name}" is the name under which nodes report the default class`;
    return { message, severity: 'warning', fix: 'Choose another name.' };
  }
  return isClassName(name) ? undefined : { message: `lvmd accepts no device class named "${name}"` };
}

/** Reports device classes whose name is missing or not allowed. */
export const lvmdDeviceClassNameInvalid = lvmdRule({
  id: 'lvmd-device-class-name-invalid',
  severity: 'error',
  summary: 'Every device class has a name that lvmd accepts.',
  help: CLASS_NAME_FORM,
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: nvme_4.0-fast, volume-group: vg-nvme, default: true }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: fast disks, volume-group: vg-nvme, default: true }
  - { volume-group: vg-hdd }
  - { name: 00default, volume-group: vg-ssd }
`,
        findings: [
          { path: '/device-classes/0/name' },
          { path: '/device-classes/1' },
          { path: '/device-classes/2/name', severity: 'warning' },
        ],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ name, path }) => {
      const problem = problemOf(name);
      if (problem === undefined) return [];
      return { path: nearestPath(config.json, [...path, 'name']), ...problem };
    });
  },
});
