import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';
import { hang, sendStatus } from '../support/fake-api-server.ts';
import type { FakeApiServer, Fault } from '../support/fake-api-server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { eventually } from '../support/eventually.ts';
import { clientOf, follow, IOMESH_CLUSTERS, pod, PODS, startFake } from '../support/list-watch.ts';
import type { Followed } from '../support/list-watch.ts';

interface Scene extends Followed {
  readonly fake: FakeApiServer;
  readonly clock: FakeClock;
}

/** With the times of production and a clock that stands still. */
async function start(kind = 'Pod', random = () => 0.5): Promise<Scene> {
  const clock = new FakeClock();
  const fake = await startFake(PODS);
  const followed = follow({ client: clientOf(fake, clock), kind, clock, random, times: LIST_WATCH_TIMES });
  clock.advance(LIST_WATCH_TIMES.startJitterMs);
  return { fake, clock, ...followed };
}

async function started(): Promise<Scene> {
  const scene = await start();
  const { watchSilenceMs } = LIST_WATCH_TIMES;
  await eventually(() => scene.clock.nextIn === watchSilenceMs, 'the events are waited for');
  return scene;
}

/** Goes on in steps, and lets everything happen that happens at each of them. */
async function pass({ clock }: Scene, milliseconds: number, stepMs: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += stepMs) {
    clock.advance(stepMs);
    for (let turns = 0; turns < 20; turns += 1) await turn();
  }
}

/** Goes on as a quiet API server does, with a bookmark each minute. */
async function passWithBookmarks({ clock, fake, metrics }: Scene, minutes: number): Promise<void> {
  const events = () => metrics.noted.filter(note => note === 'event Pod').length;
  for (let minute = 1; minute <= minutes; minute += 1) {
    clock.advance(60_000);
    fake.bookmark('pods');
    await eventually(() => events() === minute, 'the bookmark came');
  }
}

const closeAtOnce: Fault = response => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end();
};

const tryLater: Fault = response => sendStatus(response, 429, 'too many requests', { 'Retry-After': '20' });

describe('a watch', () => {
  test('on which nothing comes is replaced after 90 s, from the same version and without a gap', async () => {
    const scene = await started();
    scene.clock.advance(89_000);
    expect(scene.fake.asked('watch')).toHaveLength(1);
    scene.clock.advance(1_000);
    await eventually(() => scene.fake.asked('watch').length === 2, 'the pods are watched again');
    await eventually(() => scene.fake.openWatches === 1, 'the dead connection is closed');
    expect(scene.fake.asked('list')).toHaveLength(1);
  });

  test('that brings bookmarks stays for as long as the API server lets it', async () => {
    const scene = await started();
    await passWithBookmarks(scene, 7);
    expect(scene.fake.asked('watch')).toHaveLength(1);
    expect(scene.listWatch.age).toBe(0);
  });

  test('that is closed cleanly for ever keeps neither side busy', async () => {
    const scene = await start();
    scene.fake.fault('watch', closeAtOnce, { times: 1_000_000 });
    await eventually(() => scene.fake.asked('watch').length > 0, 'the pods are watched');
    await pass(scene, 300_000, 250);
    const watches = scene.fake.asked('watch').length;
    expect(watches).toBeGreaterThan(10);
    expect(watches).toBeLessThan(40);
  });

  test('that gets no answer is tried again after 30 s', async () => {
    const scene = await start();
    scene.fake.fault('watch', hang);
    await eventually(() => scene.fake.asked('watch').length === 1, 'the pods are watched');
    scene.clock.advance(30_000);
    await eventually(() => scene.listWatch.problem !== undefined, 'the watch is given up');
    expect(scene.listWatch.problem).toBe('no answer to watch pods: nothing came for 30 s');
    scene.clock.advance(LIST_WATCH_TIMES.backoffMs);
    await eventually(() => scene.fake.openWatches === 1, 'the pods are watched');
  });
});

describe('a list', () => {
  test('is not asked for before Retry-After is over', async () => {
    const scene = await start();
    scene.fake.fault('list', tryLater);
    await eventually(() => scene.listWatch.problem !== undefined, 'the list was refused');
    await pass(scene, 20_000, 1_000);
    expect(scene.fake.asked('list')).toHaveLength(1);
    await pass(scene, 10_000, 1_000);
    await eventually(() => scene.standings.includes('read'), 'the pods are read');
    expect(scene.fake.asked('list')).toHaveLength(2);
  });

  test('is due when the last one is ten minutes ago, no older than what is known', async () => {
    const scene = await started();
    scene.fake.silently(() => scene.fake.put(pod('missed')));
    await passWithBookmarks(scene, 12);
    const { version } = scene.fake;
    scene.fake.closeWatches();
    await eventually(() => scene.fake.asked('list').length === 2, 'the pods are listed again');
    await eventually(() => scene.names().includes('missed'), 'what was missed is found');
    expect(Object.fromEntries(scene.fake.asked('list')[1]?.query ?? [])).toEqual({
      limit: '500',
      resourceVersion: version,
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(scene.metrics.noted).toContain('listed Pod interval');
  });
});

test('a kind that is not served is looked for every 30 s', async () => {
  const scene = await start('IOMeshCluster');
  await eventually(() => scene.standings.length === 1, 'it is known that there is none');
  scene.clock.advance(29_900);
  await turn();
  expect(scene.fake.asked('discover')).toHaveLength(1);
  scene.fake.serve(IOMESH_CLUSTERS);
  scene.clock.advance(200);
  await eventually(() => scene.standings.at(-1) === 'read', 'the clusters are read');
});

test('the start is spread', async () => {
  const clock = new FakeClock();
  const fake = await startFake(PODS);
  const client = clientOf(fake, clock);
  follow({ client, clock, times: LIST_WATCH_TIMES, random: () => 0.8 });
  expect(clock.nextIn).toBe(200);
});

test('no timer is left after a stop', async () => {
  const scene = await started();
  await scene.stop();
  await eventually(() => scene.clock.nextIn === undefined, 'no timer is left');
  expect(scene.fake.asked('list')).toHaveLength(1);
});
