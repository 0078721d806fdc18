import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { TestContext } from 'vitest';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane, ControlPlaneOptions } from './control-plane.ts';

type Task = TestContext['task'];
type AnyTask = { readonly result?: Task['result']; readonly tasks?: readonly AnyTask[] };

function hasFailed(task: AnyTask): boolean {
  return task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed);
}

async function stop(controlPlane: ControlPlane, suiteFailed: boolean): Promise<void> {
  await controlPlane.stop({ keepLogs: suiteFailed });
  if (suiteFailed) process.stderr.write(`The logs of the control plane are in ${controlPlane.folder}/logs\n`);
}

/**
 * A suite on a control plane of its own, which is there as soon as hooks and tests run. Skipped where the programs
 * cannot be had; the global setup says why.
 */
export function describeOnControlPlane(
  name: string,
  options: Omit<ControlPlaneOptions, 'programs'>,
  define: (controlPlane: () => ControlPlane) => void,
): void {
  const programs = inject('controlPlaneFolder');
  describe.skipIf(programs === '')(name, () => {
    let running: ControlPlane | undefined;
    beforeAll(async () => {
      running = await startControlPlane({ ...options, programs });
    });
    afterAll(async (_, suite) => {
      if (running !== undefined) await stop(running, hasFailed(suite));
    });
    define(() => {
      if (running === undefined) throw new Error('the control plane is there in hooks and tests only');
      return running;
    });
  });
}
