import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeAdmissionReview } from '../../core/admission-request.ts';
import { encodeAdmissionReview } from '../../core/admission-review.ts';
import type { AdmissionRequest } from '../../core/admission.ts';
import type { JsonValue } from '../../core/json.ts';
import { HOOKS } from '../../hooks/registry.ts';
import { review } from '../../hooks/review.ts';
import { parseYaml } from '../../state/parse-yaml.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadContext } from '../inputs.ts';
import type { StateFlags } from '../inputs.ts';
import { UsageError } from '../usage-error.ts';

interface ReviewOptions extends StateFlags {
  readonly filename?: string;
  readonly path?: string;
}

async function readReview(environment: Environment, file: string | undefined): Promise<JsonValue> {
  const isStdin = file === undefined || file === '-';
  const text = isStdin
    ? await environment.readStdin()
    : await readFile(resolve(environment.cwd, file), 'utf8').catch((error: unknown) => {
        throw new UsageError(
          `-f ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
  const parsed = parseYaml(text);
  if ('error' in parsed)
    throw new UsageError(`${isStdin ? 'stdin' : file} is neither JSON nor YAML: ${parsed.error}`);
  return parsed.value;
}

/** The paths that take a request; the mutating one first, as kube-apiserver calls them. */
function pathsFor(request: AdmissionRequest): readonly string[] {
  return HOOKS.filter(hook => hook.kind === request.kind.kind && hook.apiGroup === request.kind.group).map(
    hook => hook.path,
  );
}

function choosePath(request: AdmissionRequest, given: string | undefined): string {
  if (given !== undefined) return given;
  const [only, ...others] = pathsFor(request);
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) return '';
  throw new UsageError(
    `several hooks take objects of kind ${request.kind.kind}: ${[only, ...others].join(', ')}`,
    `Choose one with --path.`,
  );
}

/** `stowage review`: answers an AdmissionReview as the webhook would. Exit code 1 when it is denied. */
export async function reviewCommand(environment: Environment, options: ReviewOptions): Promise<number> {
  const request = decodeAdmissionReview(await readReview(environment, options.filename));
  if ('error' in request) throw new UsageError(`not an AdmissionReview: ${request.error}`);
  const { context } = await loadContext(environment, options);
  const response = review(choosePath(request, options.path), request, context);
  environment.stdout.write(`${JSON.stringify(encodeAdmissionReview(response), null, 2)}\n`);
  return response.allowed ? EXIT.yes : EXIT.no;
}
