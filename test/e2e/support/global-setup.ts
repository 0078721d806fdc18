import type { TestProject } from 'vitest/node';
import { controlPlaneFolder } from '../../../scripts/controlplane.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the control plane's programs; empty when they cannot be had. */
    controlPlaneFolder: string;
  }
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Finds or builds the control plane for all suites. Without one they are skipped, but never in CI. */
export async function setup({ provide }: TestProject): Promise<void> {
  try {
    provide('controlPlaneFolder', await controlPlaneFolder(process.env, report));
  } catch (error) {
    if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw error;
    report(`The e2e suites are skipped. ${error instanceof Error ? error.message : String(error)}`);
    provide('controlPlaneFolder', '');
  }
}
