import type { TestProject } from 'vitest/node';
import { controlPlaneFolder } from '../../../scripts/controlplane.ts';
import type { Environment, Report } from '../../../scripts/go-programs.ts';
import { helmFolder } from '../../../scripts/helm.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the control plane's programs; empty when they cannot be had. */
    controlPlaneFolder: string;
    /** The folder of Helm; empty when it cannot be had. */
    helmFolder: string;
  }
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Finds or builds programs. Without them the suites that need them are skipped, but never in CI. */
async function folderOf(find: (env: Environment, report: Report) => Promise<string>): Promise<string> {
  try {
    return await find(process.env, report);
  } catch (error) {
    if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw error;
    report(`Suites are skipped. ${error instanceof Error ? error.message : String(error)}`);
    return '';
  }
}

/** Finds or builds what the suites run. */
export async function setup({ provide }: TestProject): Promise<void> {
  provide('controlPlaneFolder', await folderOf(controlPlaneFolder));
  provide('helmFolder', await folderOf(helmFolder));
}
