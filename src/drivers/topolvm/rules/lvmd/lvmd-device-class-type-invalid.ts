import { stringAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

const TYPES = ['thick', 'thin'];

/** Reports types that lvmd does not know. */
export const lvmdDeviceClassTypeInvalid = lvmdRule({
  id: 'lvmd-device-class-type-invalid',
  severity: 'error',
  summary: 'The type of a device class is thick or thin.',
  help: 'Write thick or thin, or leave the type out for thick.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, type: thick }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, type: Thin, thin-pool: { name: pool0, overprovision-ratio: 5 } }
`,
        findings: [{ path: '/device-classes/0/type' }],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ json, path }) => {
      const type = stringAt(json, 'type') || undefined;
      return wrongWord(type, [...path, 'type'], TYPES, 'the type of device class');
    });
  },
});
