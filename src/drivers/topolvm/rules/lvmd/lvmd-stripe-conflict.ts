import { arrayAt, at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { deviceClassesOf } from '../../lvmd-config.ts';
import { lvmdRule } from '../../lvmd-rule.ts';

/** The options of lvcreate that say the same as a field of the device class. */
const OPTIONS = [
  { field: 'stripe', option: /^(?:--stripes(?:=|$)|-i)/ },
  { field: 'stripe-size', option: /^(?:--stripesize(?:=|$)|-I)/ },
] as const;

/** Reports stripes that are given twice. */
export const lvmdStripeConflict = lvmdRule({
  id: 'lvmd-stripe-conflict',
  severity: 'error',
  summary: 'Stripes are given in stripe and stripe-size or in lvcreate-options, not in both.',
  help: 'Keep one of the two: lvcreate refuses an option that it gets twice.',
  source: SOURCES.topolvmLvmd,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: striped, volume-group: vg-ssd, default: true, stripe: 2, lvcreate-options: ["--mirrors=1"] }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - name: striped
    volume-group: vg-ssd
    default: true
    stripe: 2
    stripe-size: "64"
    lvcreate-options: ["--stripes=2", -I, 64k]
`,
        findings: [
          { path: '/device-classes/0/lvcreate-options/0' },
          { path: '/device-classes/0/lvcreate-options/1' },
        ],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ json, path }) =>
      [...arrayAt(json, 'lvcreate-options').entries()].flatMap(([index, option]) => {
        const conflict = OPTIONS.find(one => typeof option === 'string' && one.option.test(option));
        if (conflict === undefined || [undefined, null].includes(at(json, conflict.field))) return [];
        const message = `lvcreate would get "${String(option)}" and the "${conflict.field}" of the device class`;
        return { path: [...path, 'lvcreate-options', index], message };
      }),
    );
  },
});
