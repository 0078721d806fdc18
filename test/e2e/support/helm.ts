import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** The chart of the repository. */
export const CHART = resolve(import.meta.dirname, '../../../manifests/chart');

/** How a run of Helm ended. */
export interface HelmEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Helm, whether it succeeds or not; on the cluster of a kubeconfig if there is one. */
export async function tryHelm(args: readonly string[], kubeconfig = '/dev/null'): Promise<HelmEnd> {
  const child = spawn(join(inject('helmFolder'), 'helm'), args, {
    env: { PATH: process.env['PATH'], HOME: join(tmpdir(), 'stowage-helm-home'), KUBECONFIG: kubeconfig },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

/**
 * Runs Helm and returns what it prints on standard output.
 * @throws Error with what it says on standard error when it fails.
 */
export async function helm(args: readonly string[], kubeconfig?: string): Promise<string> {
  const { code, stdout, stderr } = await tryHelm(args, kubeconfig);
  if (code !== 0) throw new Error(`helm ${args.join(' ')}: ${stderr}`);
  return stdout;
}
