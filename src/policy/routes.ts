import type { PolicyAction } from './policy.ts';
import type { SchemaName } from './schemas.ts';

/** A path of the policy API that answers questions. */
export interface QuestionRoute {
  readonly path: string;
  readonly action: PolicyAction;
  readonly summary: string;
  /** What is asked and answered, whole sentences. */
  readonly description: string;
  /** The shape of the answer. */
  readonly answer: SchemaName;
}

/** Where the description of the API is. */
export const OPENAPI_PATH = '/api/v1/openapi.json';

/** The questions of the policy API: the table that the server routes by and that its description is made from. */
export const QUESTION_ROUTES: readonly QuestionRoute[] = [
  {
    path: '/api/v1/check',
    action: 'check',
    summary: 'Check manifests with the rules of the webhook.',
    description:
      'Answers what `stowage check -o json` prints for the body as standard input and the state of the service. ' +
      'A mistake in the YAML is a finding. What hangs on an object that is nowhere is a finding of the severity unknown.',
    answer: 'CheckResult',
  },
  {
    path: '/api/v1/mutate',
    action: 'mutate',
    summary: 'Show what the webhook would make of objects.',
    description:
      'Answers what `stowage mutate --patch` prints for the body as standard input and the state of the service. ' +
      'Workloads are shown as the claims and the first pod that they would make. A body that does not parse is refused.',
    answer: 'Patches',
  },
];
