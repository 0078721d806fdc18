import type { JsonObject } from '../core/json.ts';
import { OPENAPI_PATH, QUESTION_ROUTES } from './routes.ts';
import type { QuestionRoute } from './routes.ts';
import { SCHEMAS } from './schemas.ts';
import type { SchemaName } from './schemas.ts';

/** The media types that a body may have; both are read alike. */
export const MEDIA_TYPES = ['application/yaml', 'text/yaml', 'application/json'] as const;

const FAILURES: Readonly<Record<string, string>> = {
  '400': 'The body is empty, is not UTF-8, or (mutate) holds documents that do not parse.',
  '401': 'The service asks for a bearer token, and there is none, or the API server does not know it.',
  '413': 'The body, the objects in it, the work or the answer are more than the service takes on at once.',
  '415': 'The content type is none of those above, or the body is compressed.',
  '500': 'The service failed; its log has the details.',
  '503': 'The service is busy, not ready, or going away; Retry-After says when to try again.',
};

function reference(schema: SchemaName): JsonObject {
  return { schema: { $ref: `#/components/schemas/${schema}` } };
}

function jsonResponse(description: string, schema: SchemaName): JsonObject {
  return { description, content: { 'application/json': reference(schema) } };
}

function manifests(mediaType: (typeof MEDIA_TYPES)[number]): JsonObject {
  return mediaType === 'application/json'
    ? { type: 'object', description: 'An object or a List; several may follow each other.' }
    : { type: 'string', description: 'One document or several.' };
}

function question({
  path,
  action,
  summary,
  description,
  answer,
}: QuestionRoute): readonly [string, JsonObject] {
  const failures = Object.entries(FAILURES).map(
    ([code, reason]) => [code, jsonResponse(reason, 'Failure')] as const,
  );
  const post = {
    operationId: action,
    summary,
    description,
    security: [{}, { bearer: [] }],
    requestBody: {
      required: true,
      content: Object.fromEntries(MEDIA_TYPES.map(type => [type, { schema: manifests(type) }] as const)),
    },
    responses: { '200': jsonResponse('The answer.', answer), ...Object.fromEntries(failures) },
  };
  return [path, { post }];
}

const DESCRIPTION: JsonObject = {
  get: {
    operationId: 'describe',
    summary: 'This description.',
    responses: {
      '200': { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
    },
  },
};

/** The description of the policy API (OpenAPI 3.1). */
export function openApiDocument(): JsonObject {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Stowage policy API',
      version: '1.0.0',
      description:
        'Asks the service what the command line answers on the same manifests, with the state of the service.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      { url: '/', description: 'The port of health and metrics, with the option policyApi on or token.' },
    ],
    paths: { ...Object.fromEntries(QUESTION_ROUTES.map(question)), [OPENAPI_PATH]: DESCRIPTION },
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'Asked for when the option policyApi is token.',
        },
      },
    },
  };
}
