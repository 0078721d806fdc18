import type { Report } from '../../../../core/finding.ts';
import { at, stringAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf, isThin, thinPoolOf } from '../../lvmd/config.ts';
import type { LvmdClass } from '../../lvmd/config.ts';

function judgeRatio(deviceClass: LvmdClass): readonly Report[] {
  const path = [...deviceClass.path, 'thin-pool'];
  const ratio = at(thinPoolOf(deviceClass), 'overprovision-ratio') ?? undefined;
  if (ratio === undefined) {
    const message =
      'the thin pool has no overprovision-ratio, without which most releases of lvmd do not start';
    return [
      { path, message, severity: 'warning', fix: 'Add overprovision-ratio: 1, or more to overprovision.' },
    ];
  }
  if (typeof ratio !== 'number' || ratio >= 1) return [];
  const message = `the overprovision-ratio ${ratio} is below 1`;
  return [
    { path: [...path, 'overprovision-ratio'], message, fix: 'Use 1 or more; 1 does not overprovision.' },
  ];
}

function judge(deviceClass: LvmdClass): readonly Report[] {
  const { json, path, name } = deviceClass;
  const pool = thinPoolOf(deviceClass);
  if (!isThin(deviceClass)) {
    if (pool === undefined || !['', 'thick'].includes(stringAt(json, 'type') ?? '')) return [];
    const message = `device class "${name}" is thick, so that its thin-pool has no effect`;
    const fix = 'Add type: thin, or remove thin-pool.';
    return [{ path: [...path, 'thin-pool'], target: 'key', message, severity: 'warning', fix }];
  }
  if (pool === undefined) return [{ path, message: `device class "${name}" is thin and names no thin-pool` }];
  const isNamed = Boolean(at(pool, 'name'));
  const nameless = { path: [...path, 'thin-pool'], message: `the thin pool of "${name}" has no name` };
  return [...(isNamed ? [] : [nameless]), ...judgeRatio(deviceClass)];
}

/** Reports thin classes without a proper pool, and pools of thick classes. */
export const lvmdThinPoolInvalid = lvmdRule({
  id: 'lvmd-thin-pool-invalid',
  severity: 'error',
  summary: 'A thin device class, and no other, has a thin pool with a name and a ratio.',
  help: 'Write thin-pool with the name of an existing pool and an overprovision-ratio of 1 or more.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: thin, volume-group: vg-ssd, default: true, type: thin, thin-pool: { name: pool0, overprovision-ratio: 5.5 } }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: a, volume-group: vg-a, default: true, type: thin }
  - { name: b, volume-group: vg-b, type: thin, thin-pool: { overprovision-ratio: 0.5 } }
  - { name: c, volume-group: vg-c, type: thin, thin-pool: { name: pool0 } }
  - { name: d, volume-group: vg-d, thin-pool: { name: pool0, overprovision-ratio: 2 } }
`,
        findings: [
          { path: '/device-classes/0' },
          { path: '/device-classes/1/thin-pool' },
          { path: '/device-classes/1/thin-pool/overprovision-ratio' },
          { path: '/device-classes/2/thin-pool', severity: 'warning' },
          { path: '/device-classes/3/thin-pool', severity: 'warning' },
        ],
      },
    ],
  },
  check(config) {
    return deviceClassesOf(config).flatMap(judge);
  },
});
