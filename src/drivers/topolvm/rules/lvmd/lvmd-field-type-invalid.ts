import type { Edit } from '../../../../core/finding.ts';
import { entriesAt } from '../../../../core/json.ts';
import type { JsonPath, JsonValue } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { hasType, TYPE_WORDS } from '../../lvmd/fields.ts';
import type { FieldType } from '../../lvmd/fields.ts';
import { levelsOf } from '../../lvmd/levels.ts';

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** Quotes are all that is wrong with a number in the place of a string, or the other way round. */
function requoted(path: JsonPath, value: JsonValue, type: FieldType): { readonly edit?: Edit } {
  if (type === 'string' && typeof value === 'number') {
    return { edit: { type: 'replace-value', path, value: String(value) } };
  }
  if (type === 'unsigned' && typeof value === 'string' && WHOLE_NUMBER.test(value)) {
    return { edit: { type: 'replace-value', path, value: Number(value) } };
  }
  const isQuotedBoolean = type === 'boolean' && (value === 'true' || value === 'false');
  return isQuotedBoolean ? { edit: { type: 'replace-value', path, value: value === 'true' } } : {};
}

/** Reports values that lvmd cannot read. */
export const lvmdFieldTypeInvalid = lvmdRule({
  id: 'lvmd-field-type-invalid',
  severity: 'error',
  summary: 'Every field of lvmd.yaml has a value of the right type.',
  help: 'Correct the value; lvmd does not start with it.',
  source: SOURCES.topolvmLvmdTypes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - name: striped
    volume-group: vg-ssd
    default: true
    spare-gb: 0
    stripe: 2
    stripe-size: "64"
    lvcreate-options: null
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
    default: "true"
    spare-gb: -10
    stripe: 2
    stripe-size: 64
    lvcreate-options: --type=raid1
`,
        findings: [
          { path: '/device-classes/0/default' },
          { path: '/device-classes/0/spare-gb' },
          { path: '/device-classes/0/stripe-size' },
          { path: '/device-classes/0/lvcreate-options' },
        ],
      },
    ],
  },
  check(config) {
    return levelsOf(config).flatMap(({ json, path, fields }) =>
      entriesAt(json).flatMap(([key, value]) => {
        const type = fields.get(key);
        if (type === undefined || hasType(value, type)) return [];
        const place = [...path, key];
        return {
          path: place,
          message: `"${key}" must be ${TYPE_WORDS[type]}`,
          ...requoted(place, value, type),
        };
      }),
    );
  },
});
