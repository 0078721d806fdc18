import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import type { Report } from '../../core/finding.ts';
import { entriesAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { misspeltKey } from '../../core/key-edits.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

const FIELDS: readonly string[] = [
  'accessModes',
  'selector',
  'resources',
  'volumeName',
  'storageClassName',
  'volumeMode',
  'dataSource',
  'dataSourceRef',
  'volumeAttributesClassName',
];

/** Fields of deeper maps that slip up to spec when the indentation is off. */
const DEEPER: ReadonlyMap<string, string> = new Map([
  ['requests', 'spec.resources'],
  ['limits', 'spec.resources'],
  ['storage', 'spec.resources.requests'],
  ['matchLabels', 'spec.selector'],
  ['matchExpressions', 'spec.selector'],
  ['annotations', 'metadata'],
  ['labels', 'metadata'],
]);

function mend(claim: JsonObject, key: string): Pick<Report, 'fix' | 'edit'> {
  const place = DEEPER.get(key);
  if (place !== undefined) return { fix: `Indent it below ${place}.` };
  return misspeltKey(claim, ['spec', key], FIELDS);
}

/** Reports fields that the spec of a claim does not have: the API server drops them without a word. */
export const pvcUnknownField = defineRule({
  id: 'pvc-unknown-field',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'The spec of a claim has only the fields that the API defines.',
  help: 'Correct or remove the field, and check the indentation.',
  source: SOURCES.kubernetesPersistentVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fast
  resources:
    requests:
      storage: 10Gi
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClass: fast
  requests:
    storage: 10Gi
`,
        findings: [{ path: '/spec/storageClass' }, { path: '/spec/requests' }],
      },
    ],
  },
  check: eachClaim(({ json }) =>
    entriesAt(json, 'spec')
      .filter(([key]) => !FIELDS.includes(key))
      .map(([key]) => ({
        path: ['spec', key],
        target: 'key',
        message: `"${key}" is not a field of a claim's spec`,
        ...mend(json, key),
      })),
  ),
});
