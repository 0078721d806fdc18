import type { JsonObject } from '../core/json.ts';
import type { Option } from './option.ts';
import { OPTIONS } from './options.ts';

function typeSchema(option: Option): JsonObject {
  switch (option.type) {
    case 'choice':
      return { type: 'string', enum: option.choices };
    case 'integer':
      return { type: 'integer', minimum: option.minimum, maximum: option.maximum };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'string':
    case 'boolean':
      return { type: option.type };
    default:
      return option satisfies never;
  }
}

function optionSchema(option: Option): JsonObject {
  const schema = { ...typeSchema(option), description: option.description };
  return option.default === undefined ? schema : { ...schema, default: option.default };
}

const RULE_OVERRIDE: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'severity'],
  properties: {
    rule: { type: 'string', description: 'A rule id, or a prefix that ends in *.' },
    severity: { type: 'string', enum: ['error', 'warning', 'info', 'off'] },
    namespaces: {
      type: 'array',
      items: { type: 'string' },
      description: 'Where it holds; everywhere when absent.',
    },
  },
};

const IGNORE: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'reason'],
  properties: {
    rule: { type: 'string', description: 'A rule id, or a prefix that ends in *.' },
    kind: { type: 'string' },
    namespace: { type: 'string' },
    name: { type: 'string' },
    path: { type: 'string', description: 'JSON Pointer; everything below it is ignored too.' },
    reason: { type: 'string', description: 'Why; printed when suppressed findings are listed.' },
    until: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'Last day on which it holds (UTC).',
    },
  },
};

/** The JSON Schema (draft 07) of `.stowage.yaml`, made from the option table. */
export function configSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://stowage.dev/schemas/config.json',
    title: 'Stowage configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(OPTIONS.map(option => [option.name, optionSchema(option)])),
      rules: {
        type: 'array',
        items: RULE_OVERRIDE,
        default: [],
        description: 'Severities that differ from the default.',
      },
      ignore: {
        type: 'array',
        items: IGNORE,
        default: [],
        description: 'Findings the checker passes over, each with a reason.',
      },
    },
  };
}
