import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What kubectl said. */
interface KubectlResult {
  readonly code: number | null;
  readonly stdout: string;
  /** Warnings and errors, as a user reads them. */
  readonly stderr: string;
}

/** A kubectl with a kubeconfig. */
export interface Kubectl {
  /**
   * Runs kubectl and returns what it prints on standard output.
   * @throws Error with what it says on standard error when it fails.
   */
  readonly kubectl: (args: readonly string[], stdin?: unknown) => Promise<string>;
  /** Runs kubectl, whether it succeeds or not. */
  readonly tryKubectl: (args: readonly string[], stdin?: unknown) => Promise<KubectlResult>;
}

/** Where a kubectl finds its program and its files. */
export interface KubectlOptions {
  readonly programs: string;
  readonly kubeconfig: string;
  /** Takes the place of the user's home folder, whose preferences do not matter to tests. */
  readonly home: string;
}

/** Text is given as it is; objects as JSON, several as a List. */
function input(stdin: unknown): string {
  if (stdin === undefined || typeof stdin === 'string') return stdin ?? '';
  return JSON.stringify(Array.isArray(stdin) ? { apiVersion: 'v1', kind: 'List', items: stdin } : stdin);
}

/** Makes functions that run kubectl. */
export function createKubectl({ programs, kubeconfig, home }: KubectlOptions): Kubectl {
  const env = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig };
  async function tryKubectl(args: readonly string[], stdin?: unknown): Promise<KubectlResult> {
    const child = spawn(join(programs, 'kubectl'), args, { env });
    child.stdin.on('error', () => undefined).end(input(stdin));
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'close'),
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, stdout, stderr };
  }
  return {
    tryKubectl,
    async kubectl(args, stdin) {
      const { code, stdout, stderr } = await tryKubectl(args, stdin);
      if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
      return stdout;
    },
  };
}
