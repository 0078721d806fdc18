import type { Severity } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';

const TEXT = { type: 'string' };
const SEVERITIES = ['error', 'warning', 'unknown', 'info'] as const satisfies readonly Severity[];
const COUNT = { type: 'integer', minimum: 0 };
const PLACE = { type: 'integer', minimum: 1 };

function object(description: string, properties: JsonObject, optional: JsonObject = {}): JsonObject {
  return {
    type: 'object',
    description,
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  };
}

function described(schema: JsonObject, description: string): JsonObject {
  return { ...schema, description };
}

function arrayOf(schema: SchemaName): JsonObject {
  return { type: 'array', items: { $ref: `#/components/schemas/${schema}` } };
}

/** The names of {@link SCHEMAS}. */
export type SchemaName =
  | 'CheckResult'
  | 'Finding'
  | 'Summary'
  | 'ObjectName'
  | 'Patches'
  | 'ObjectPatch'
  | 'PatchOperation'
  | 'Failure';

/** The JSON shapes of the policy API (JSON Schema 2020-12). Members may be added; none is taken away. */
export const SCHEMAS: Readonly<Record<SchemaName, JsonObject>> = {
  CheckResult: object('What one run of the checker found.', {
    findings: arrayOf('Finding'),
    summary: { $ref: '#/components/schemas/Summary' },
  }),
  Finding: object('One mistake and its place. Lines and columns count from 1, in UTF-16 units.', {
    ruleId: described(TEXT, 'The rule; `stowage explain` prints its page.'),
    severity: { type: 'string', enum: SEVERITIES },
    file: described(TEXT, 'The name of the body, always stdin.'),
    line: PLACE,
    column: PLACE,
    endColumn: described(PLACE, 'Column after the last character, on the same line.'),
    path: described(TEXT, 'JSON Pointer of the place in the object.'),
    message: described(TEXT, 'What is wrong.'),
    fix: described(TEXT, 'What to do about it.'),
    object: { $ref: '#/components/schemas/ObjectName' },
  }),
  ObjectName: object(
    'The object that a finding is about; its texts are empty for a mistake in the YAML itself.',
    { apiVersion: TEXT, kind: TEXT, name: TEXT },
    { namespace: TEXT },
  ),
  Summary: object('What was counted.', {
    files: COUNT,
    objects: COUNT,
    errors: COUNT,
    warnings: COUNT,
    infos: COUNT,
    unknown: described(
      COUNT,
      'Findings that hang on objects which are neither in the body nor in the state.',
    ),
    suppressed: described(COUNT, 'Findings that the manifests or the configuration take back.'),
  }),
  Patches: described(
    arrayOf('ObjectPatch'),
    'One entry for each object, also for those that stay as they are.',
  ),
  ObjectPatch: object(
    'What would become of one object.',
    {
      object: described(TEXT, 'For people: `StatefulSet shop/db → Pod shop/db-0`.'),
      patch: described(arrayOf('PatchOperation'), 'RFC 6902; empty when nothing changes.'),
    },
    {
      warnings: { type: 'array', items: TEXT, description: 'What kubectl would show as warnings.' },
      denial: described(TEXT, 'Why the object would be denied; absent when it would be created.'),
    },
  ),
  PatchOperation: object(
    'One operation of a JSON Patch.',
    { op: { type: 'string', enum: ['add', 'replace', 'remove'] }, path: described(TEXT, 'JSON Pointer.') },
    { value: { description: 'Any JSON value; absent for remove.' } },
  ),
  Failure: object('Why there is no answer.', {
    error: described(TEXT, 'What is wrong.'),
    fix: described(TEXT, 'What to do about it.'),
  }),
};
