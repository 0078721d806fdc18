import { expect, test } from 'vitest';
import { CertificateLoop } from '../../src/certs/certificate-loop.ts';
import type { Pause } from '../../src/certs/certificate-loop.ts';
import { ManualClock } from './support/manual-clock.ts';

const START = new Date('2026-11-20T12:00:00Z');
const TICK: Pause = { milliseconds: 60_000, canBeWoken: true };
const BACKOFF: Pause = { milliseconds: 30_000, canBeWoken: false };

/** A loop whose passes are noted down by the wall clock, in seconds since the start. */
function newLoop(pass: () => Pause = () => TICK) {
  const clock = new ManualClock(START);
  const passes: number[] = [];
  const log: string[] = [];
  const write = (fields: object, sentence: string) => {
    log.push(`${sentence} ${JSON.stringify(fields)}`);
  };
  const loop = new CertificateLoop(
    async () => {
      await Promise.resolve();
      passes.push((clock.now().getTime() - START.getTime()) / 1000);
      return pass();
    },
    clock,
    { info: write, warn: write },
  );
  const stop = new AbortController();
  const done = loop.run(stop.signal, TICK);
  return { clock, passes, log, loop, stop, done };
}

/** Lets everything happen that does not wait for the clock. */
async function settle(clock: ManualClock): Promise<void> {
  await expect.poll(() => clock.nextWakeUp).toBeDefined();
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

test('passes follow one another by the pause that each asks for', async () => {
  const { clock, passes, stop, done } = newLoop();
  for (let index = 0; index < 3; index += 1) {
    await settle(clock);
    clock.pass(60_000);
    await expect.poll(() => passes.length).toBe(index + 1);
  }
  expect(passes).toEqual([60, 120, 180]);
  stop.abort();
  await done;
});

test('an event calls a pass at once, and many events call one', async () => {
  const { clock, passes, loop, stop, done } = newLoop();
  await settle(clock);
  for (let index = 0; index < 10; index += 1) loop.wake();
  await settle(clock);
  expect(clock.nextWakeUp).toBe(100);
  clock.pass(100);
  await expect.poll(() => passes).toEqual([0.1]);
  await settle(clock);
  expect(clock.nextWakeUp).toBe(60_000);
  stop.abort();
  await done;
});

test('an event during a pass is not lost', async () => {
  let loop: CertificateLoop | undefined = undefined as CertificateLoop | undefined;
  const running = newLoop(() => {
    loop?.wake();
    loop = undefined;
    return TICK;
  });
  loop = running.loop;
  const { clock, passes, stop, done } = running;
  await settle(clock);
  clock.pass(60_000);
  await expect.poll(() => passes.length).toBe(1);
  await settle(clock);
  clock.pass(100);
  await expect.poll(() => passes).toEqual([60, 60.1]);
  stop.abort();
  await done;
});

test('while the API server fails us, events do not call', async () => {
  const { clock, passes, loop, stop, done } = newLoop(() => BACKOFF);
  await settle(clock);
  clock.pass(60_000);
  await expect.poll(() => passes.length).toBe(1);
  await settle(clock);
  loop.wake();
  await settle(clock);
  clock.pass(1000);
  await settle(clock);
  expect(passes).toEqual([60]);
  clock.pass(29_000);
  await expect.poll(() => passes).toEqual([60, 90]);
  stop.abort();
  await done;
});

test('after the machine was suspended the next pass follows within a tick of being awake', async () => {
  const { clock, passes, stop, done } = newLoop();
  await settle(clock);
  clock.pass(30_000);
  clock.jump(400 * 86_400_000);
  await settle(clock);
  clock.pass(30_000);
  await expect.poll(() => passes).toEqual([400 * 86_400 + 60]);
  stop.abort();
  await done;
});

test('a bug in a pass is logged and does not end the loop', async () => {
  const { clock, passes, log, stop, done } = newLoop(() => {
    throw new TypeError('x is not a function');
  });
  await settle(clock);
  clock.pass(60_000);
  await settle(clock);
  await expect.poll(() => log).toEqual([expect.stringContaining('x is not a function')]);
  clock.pass(30_000);
  await expect.poll(() => passes).toEqual([60, 90]);
  stop.abort();
  await done;
});

test('ends when it is told to, asleep or not', async () => {
  const { clock, passes, stop, done } = newLoop();
  await settle(clock);
  stop.abort();
  await done;
  expect(passes).toEqual([]);
  expect(clock.nextWakeUp).toBeUndefined();
});
