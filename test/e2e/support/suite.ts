import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane, ControlPlaneOptions } from './control-plane.ts';

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
    let failed = false;
    beforeAll(async () => {
      running = await startControlPlane({ ...options, programs });
    });
    beforeEach(({ onTestFailed }) => {
      onTestFailed(() => void (failed = true));
    });
    afterAll(async () => {
      if (running !== undefined) await stop(running, failed);
    });
    define(() => {
      if (running === undefined) throw new Error('the control plane is there in hooks and tests only');
      return running;
    });
  });
}
