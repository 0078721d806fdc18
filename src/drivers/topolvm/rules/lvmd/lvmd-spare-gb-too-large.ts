import { at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

/** A spare of more than 1 PiB is bytes or MiB written in the place of GiB. */
const MAX_PLAUSIBLE_GIB = 1_048_576;

/** Reports spares that no volume group can have. */
export const lvmdSpareGbTooLarge = lvmdRule({
  id: 'lvmd-spare-gb-too-large',
  severity: 'error',
  summary: 'spare-gb is a plausible number of GiB.',
  help: 'Write the spare in GiB: spare-gb: 10 keeps 10 GiB free.',
  source: SOURCES.topolvmLvmd,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, spare-gb: 100 }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, spare-gb: 10737418240 }
`,
        findings: [{ path: '/device-classes/0/spare-gb' }],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ json, path }) => {
      const spare = at(json, 'spare-gb');
      if (typeof spare !== 'number' || spare <= MAX_PLAUSIBLE_GIB) return [];
      return { path: [...path, 'spare-gb'], message: `${spare} GiB are to be kept free, more than 1 PiB` };
    });
  },
});
