import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition holds; fails when it does not in time. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  what: string,
  deadlineMs = 5_000,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it never happened that ${what}`);
    await sleep(5);
  }
}
