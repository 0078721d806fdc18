import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from './usage-error.ts';

const run = promisify(execFile);

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The programs that render a kustomization, the first one found is used. */
const RENDERERS = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
] as const;

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  if (
    error instanceof Error &&
    'stderr' in error &&
    typeof error.stderr === 'string' &&
    error.stderr.trim() !== ''
  ) {
    return error.stderr.trim();
  }
  return error instanceof Error ? error.message : String(error);
}

/** Renders a kustomization with the kustomize or kubectl of this machine. */
export async function renderKustomization(folder: string, cwd: string): Promise<string> {
  for (const [program, verb] of RENDERERS) {
    try {
      const { stdout } = await run(program, [verb, folder], { cwd, maxBuffer: MAX_OUTPUT_BYTES });
      return stdout;
    } catch (error) {
      if (!isMissingProgram(error))
        throw new UsageError(`-k ${folder}: ${program} failed: ${reasonOf(error)}`);
    }
  }
  throw new UsageError(
    `-k ${folder} needs kustomize or kubectl, and neither is in the PATH`,
    'Install one of them, or render the kustomization yourself and pipe it: kustomize build DIR | stowage check -',
  );
}
