import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, isJsonArray, isJsonObject, objectAt, stringAt } from '../../src/core/json.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { openApiDocument } from '../../src/policy/openapi.ts';
import { OPENAPI_PATH, QUESTION_ROUTES } from '../../src/policy/routes.ts';
import type { StateService } from '../../src/service/state-service.ts';
import { BAD_CLASS, DOUBTFUL_CLASS, UNDECIDED_CLAIM } from '../support/manifests.ts';
import { MANIFEST_FILES, askPolicy, startPolicyService } from '../support/policy.ts';
import type { Asking } from '../support/policy.ts';

const DOCUMENT = openApiDocument();
const BASE = 'https://stowage.dev/openapi';

/** The description with every object closed: a member that it does not tell of is a mistake in it. */
function closed(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(closed);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, closed(member ?? null)] as const);
  const isClosed = value['type'] === 'object' && value['properties'] !== undefined;
  return { ...Object.fromEntries(entries), ...(isClosed && { additionalProperties: false }) };
}

const ajv = new Ajv2020({ strict: true, allErrors: true });
ajv.addKeyword('components');
ajv.addSchema({ $id: BASE, components: closed(objectAt(DOCUMENT, 'components') ?? {}) });

/** The validator of the answer that the description promises for a status code. */
function validatorFor(path: string, code: number): ValidateFunction {
  const schema = at(
    DOCUMENT,
    'paths',
    path,
    'post',
    'responses',
    String(code),
    'content',
    'application/json',
    'schema',
  );
  return ajv.compile({ $ref: `${BASE}${stringAt(schema, '$ref')}` });
}

function mistakesIn(path: string, code: number, text: string): unknown {
  const validate = validatorFor(path, code);
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe('the description of the policy API', () => {
  it('is the one in docs/', () => {
    expect(load(readFileSync('docs/openapi.yaml', 'utf8'))).toEqual(DOCUMENT);
  });

  it('is of OpenAPI 3.1 and has all that a document needs', () => {
    expect(DOCUMENT['openapi']).toMatch(/^3\.1\.\d$/);
    expect(DOCUMENT['info']).toMatchObject({ title: /\S/, version: /^\d+\.\d+\.\d+$/ });
    const operations = Object.values(objectAt(DOCUMENT, 'paths') ?? {}).flatMap(path =>
      Object.values(isJsonObject(path) ? path : {}),
    );
    const ids = operations.map(operation => at(operation, 'operationId'));
    expect(new Set(ids).size).toBe(operations.length);
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter(path => at(DOCUMENT, ...path.split('/')) === undefined)).toEqual([]);
  });

  it('tells of every schema somewhere', () => {
    const text = JSON.stringify(DOCUMENT);
    const unused = Object.keys(objectAt(DOCUMENT, 'components', 'schemas') ?? {}).filter(
      name => !text.includes(`"#/components/schemas/${name}"`),
    );
    expect(unused).toEqual([]);
  });
});

describe('the service', () => {
  let service: StateService;

  beforeAll(async () => {
    service = await startPolicyService(undefined, afterAll);
  });

  it('gives the description', async () => {
    const { code, text } = await askPolicy(service.ports.ops, { path: OPENAPI_PATH, method: 'GET' });
    expect([code, JSON.parse(text)]).toEqual([200, DOCUMENT]);
  });

  it('has every path of the description, and the description every path of the table', async () => {
    const paths = Object.keys(objectAt(DOCUMENT, 'paths') ?? {});
    expect(paths).toEqual([...QUESTION_ROUTES.map(({ path }) => path), OPENAPI_PATH]);
    for (const path of paths) {
      const [method] = Object.keys(objectAt(DOCUMENT, 'paths', path) ?? {});
      const asking = {
        path,
        method: method?.toUpperCase() ?? '',
        ...(method === 'post' && { body: BAD_CLASS }),
      };
      expect((await askPolicy(service.ports.ops, asking)).code).toBe(200);
    }
  });

  const BODIES: readonly (readonly [name: string, asking: Asking])[] = [
    ...MANIFEST_FILES.map(file => [file, { body: readFileSync(file, 'utf8') }] as const),
    ['an error', { body: BAD_CLASS }],
    ['a warning', { body: DOUBTFUL_CLASS }],
    ['an unknown', { body: UNDECIDED_CLAIM }],
    ['an empty body', { body: '' }],
    ['1,001 objects', { body: `${BAD_CLASS}---\n`.repeat(1001) }],
    ['another content type', { body: BAD_CLASS, type: 'text/plain' }],
  ];

  it.each(BODIES)('answers as it is described: %s', async (_name, asking) => {
    for (const { path } of QUESTION_ROUTES) {
      const { code, text } = await askPolicy(service.ports.ops, { ...asking, path });
      expect(mistakesIn(path, code, text)).toEqual([]);
    }
  });
});

it('an answer with a member that is not described would be found', () => {
  const failure: JsonObject = { error: 'a', fix: 'b', more: 1 };
  expect(mistakesIn('/api/v1/check', 400, JSON.stringify(failure))).not.toEqual([]);
});
