import { arrayAt, at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

/** The options of lvcreate that say the same as a field of the device class. */
const OPTIONS = [
  { field: 'stripe', option: /^(?:--stripes(?:=|$)|-i)/ },
  { field: 'stripe-size', option: /^(?:--stripesize(?:=|$)|-I)/ },
] as const;

function fieldOf(option: string): string | undefined {
  return OPTIONS.find(one => one.option.test(option))?.field;
}

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
    return deviceClassesOf(config).flatMap(deviceClass =>
      [...arrayAt(deviceClass.json, 'lvcreate-options').entries()].flatMap(([index, option]) => {
        const field = typeof option === 'string' ? fieldOf(option) : undefined;
        if (field === undefined || (at(deviceClass.json, field) ?? undefined) === undefined) return [];
        const message = `lvcreate would get ${JSON.stringify(option)} and the ${field} of the device class`;
        return { path: [...deviceClass.path, 'lvcreate-options', index], message };
      }),
    );
  },
});
