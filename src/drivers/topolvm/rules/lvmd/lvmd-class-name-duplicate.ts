import type { Report } from '../../../../core/finding.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf, lvcreateOptionClassesOf } from '../../lvmd/config.ts';
import type { LvmdClass } from '../../lvmd/config.ts';

function duplicates(classes: readonly LvmdClass[]): readonly LvmdClass[] {
  return classes.filter(
    ({ name }, index) => name !== '' && classes.findIndex(one => one.name === name) < index,
  );
}

function deviceClassTwice({ name, path }: LvmdClass): Report {
  return { path: [...path, 'name'], message: `there are two device classes named "${name}"` };
}

function optionClassTwice({ name, path }: LvmdClass): Report {
  return {
    path: [...path, 'name'],
    message: `there are two lvcreate option classes named "${name}"`,
    severity: 'warning',
    fix: 'Rename or remove one of them: only the last one counts.',
  };
}

/** Reports classes that bear the name of an earlier one. */
export const lvmdClassNameDuplicate = lvmdRule({
  id: 'lvmd-class-name-duplicate',
  severity: 'error',
  summary: 'Every class in lvmd.yaml has a name of its own.',
  help: 'Rename or remove one of them: lvmd does not start with two device classes of one name.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: raid1, volume-group: vg-ssd, default: true }
lvcreate-option-classes:
  - { name: raid1, options: ["--type=raid1"] }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-1, default: true }
  - { name: ssd, volume-group: vg-2 }
lvcreate-option-classes:
  - { name: raid1, options: ["--type=raid1"] }
  - { name: raid1, options: ["--type=raid1", "--nosync"] }
`,
        findings: [
          { path: '/device-classes/1/name' },
          { path: '/lvcreate-option-classes/1/name', severity: 'warning' },
        ],
      },
    ],
  },
  check(config) {
    return [
      ...duplicates(deviceClassesOf(config)).map(deviceClassTwice),
      ...duplicates(lvcreateOptionClassesOf(config)).map(optionClassTwice),
    ];
  },
});
