import { stringAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf } from '../../lvmd/config.ts';

const STRIPE_SIZE = /^\d*[kmgtpebs]?$/i;

/** Reports stripe sizes that lvmd refuses. */
export const lvmdStripeSizeInvalid = lvmdRule({
  id: 'lvmd-stripe-size-invalid',
  severity: 'error',
  summary: 'A stripe size is a number and at most one unit letter.',
  help: 'Write digits and one of the units k, m, g, t, p, e, b, s, as in "64k".',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: striped, volume-group: vg-ssd, default: true, stripe: 2, stripe-size: 64K }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: striped, volume-group: vg-ssd, default: true, stripe: 2, stripe-size: 64Ki }
`,
        findings: [{ path: '/device-classes/0/stripe-size' }],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(({ json, path }) => {
      const size = stringAt(json, 'stripe-size') ?? '';
      return STRIPE_SIZE.test(size)
        ? []
        : { path: [...path, 'stripe-size'], message: `"${size}" is not a stripe size` };
    });
  },
});
