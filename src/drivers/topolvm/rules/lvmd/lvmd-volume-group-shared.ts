import { stringAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf, isThin, thinPoolOf } from '../../lvmd/config.ts';
import type { LvmdClass } from '../../lvmd/config.ts';

/** What a class takes its volumes from: a volume group, or a thin pool of one. `undefined` when it does not say. */
function targetOf(deviceClass: LvmdClass): string | undefined {
  const group = stringAt(deviceClass.json, 'volume-group') || undefined;
  if (group === undefined || !isThin(deviceClass)) return group;
  const pool = stringAt(thinPoolOf(deviceClass), 'name') || undefined;
  return pool && `${group}/${pool}`;
}

/** Reports device classes that share a volume group or a thin pool. */
export const lvmdVolumeGroupShared = lvmdRule({
  id: 'lvmd-volume-group-shared',
  severity: 'error',
  summary: 'No two device classes use one volume group or one thin pool.',
  help: 'Give each thick class a volume group and each thin class a thin pool of its own; lvmd does not start otherwise.',
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
  - { name: thin, volume-group: vg-ssd, type: thin, thin-pool: { name: pool0, overprovision-ratio: 5 } }
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
  - { name: ssd-raid, volume-group: vg-ssd, lvcreate-options: ["--type=raid1"] }
`,
        findings: [{ path: '/device-classes/1/volume-group' }],
      },
    ],
  },
  check(config) {
    const owners = new Map<string, string>();
    return deviceClassesOf(config).flatMap(deviceClass => {
      const target = targetOf(deviceClass);
      if (target === undefined) return [];
      const owner = owners.get(target);
      if (owner === undefined) {
        owners.set(target, deviceClass.name);
        return [];
      }
      const message = `device class "${owner}" uses ${target} already`;
      return {
        path: [...deviceClass.path, ...(isThin(deviceClass) ? ['thin-pool', 'name'] : ['volume-group'])],
        message,
      };
    });
  },
});
