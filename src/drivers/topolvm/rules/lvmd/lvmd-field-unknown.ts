import { entriesAt } from '../../../../core/json.ts';
import { misspeltKey } from '../../../../core/key-edits.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { levelsOf } from '../../lvmd/levels.ts';
import type { Level } from '../../lvmd/levels.ts';

/** What a file gets when it is read as an object, and what others may add to it. */
const ENVELOPE = ['apiVersion', 'kind', 'metadata'];

/** Go reads the keys of a configuration without regard to case. */
function isField(key: string, { fields, path }: Level): boolean {
  return fields.has(key.toLowerCase()) || (path.length === 0 && ENVELOPE.includes(key));
}

/** Reports fields that lvmd passes over. */
export const lvmdFieldUnknown = lvmdRule({
  id: 'lvmd-field-unknown',
  severity: 'warning',
  summary: 'Every field of lvmd.yaml is one that lvmd reads.',
  help: 'Correct the spelling or remove the field: lvmd passes over what it does not know.',
  source: SOURCES.topolvmLvmdTypes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
socket-name: /run/topolvm/lvmd.sock
device-classes:
  - name: thin
    volume-group: vg-thin
    default: true
    type: thin
    thin-pool: { name: pool0, overprovision-ratio: 5 }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - name: ssd
    volume-group: vg-ssd
    spare_gb: 10
    default: true
`,
        findings: [{ path: '/device-classes/0/spare_gb' }],
      },
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: topolvm-lvmd-0, namespace: topolvm-system }
data:
  lvmd.yaml: |
    device-classes:
      - { name: ssd, volume-group: vg-ssd, default: true, encrypted: true }
`,
        findings: [{ path: '/data/lvmd.yaml' }],
      },
    ],
  },
  check(config) {
    return levelsOf(config).flatMap(level =>
      entriesAt(level.json)
        .filter(([key]) => !isField(key, level))
        .map(([key]) => {
          const path = [...level.path, key];
          const mended = misspeltKey(config.json, path, [...level.fields.keys()]);
          return { path, target: 'key', message: `lvmd has no field "${key}"`, ...mended };
        }),
    );
  },
});
