import { describe, expect, test } from 'vitest';
import type { FakeApiServer, Fault } from '../support/fake-api-server.ts';
import { hang, resetConnection, sendStatus } from '../support/fake-api-server.ts';
import { eventually } from '../support/eventually.ts';
import {
  bare,
  clientOf,
  follow,
  IOMESH_CLUSTERS,
  pod,
  PODS,
  SHORT_TIMES,
  startFake,
} from '../support/list-watch.ts';
import type { Followed, FollowOptions } from '../support/list-watch.ts';

async function start(
  options: Partial<FollowOptions> = {},
): Promise<Followed & { readonly fake: FakeApiServer }> {
  const fake = await startFake(PODS);
  fake.put(pod('web'));
  return { fake, ...follow({ client: clientOf(fake), ...options }) };
}

async function started(options: Partial<FollowOptions> = {}) {
  const all = await start(options);
  await eventually(() => all.fake.openWatches === 1, 'the pods are watched');
  return all;
}

/** Whatever happened: what is in the API server is in the cache, and what is not is not. */
async function expectCurrent({ fake, names }: Followed & { readonly fake: FakeApiServer }): Promise<void> {
  fake.put(pod('later'));
  fake.remove(pod('web'));
  await eventually(() => names().join() === 'later', 'the cache is current again');
}

const status =
  (code: number, headers?: Readonly<Record<string, string>>): Fault =>
  response =>
    sendStatus(response, code, 'broken', headers);

const closeAtOnce: Fault = response => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end();
};

/** A list that stops in the middle and leaves the connection open. */
const stall: Fault = response => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"kind":"PodList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"na');
};

const cutShort: Fault = response => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end('{"kind":"PodList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"na');
};

describe('after a failure of the first list', () => {
  test.each<[string, Fault]>([
    ['500', status(500)],
    ['503', status(503)],
    ['429', status(429)],
    ['403', status(403)],
    ['401', status(401)],
    ['410', status(410)],
    ['a TCP reset', resetConnection],
    ['no answer at all', hang],
    ['half a list and then silence', stall],
    ['half a list and then the end', cutShort],
    ['an empty answer', closeAtOnce],
  ])('%s, it is repeated until it works', async (_what, fault) => {
    const fake = await startFake(PODS);
    fake.put(pod('web'));
    fake.fault('list', fault, { times: 3 });
    const followed = follow({
      client: clientOf(fake),
      times: { ...SHORT_TIMES, headMs: 50, listSilenceMs: 50 },
    });
    await eventually(() => followed.standings.includes('read'), 'the pods are read');
    expect(fake.asked('list').length).toBe(4);
    await expectCurrent({ fake, ...followed });
  });
});

describe('after the end of a watch', () => {
  test.each<[string, (fake: FakeApiServer) => void]>([
    ['a clean close', fake => fake.closeWatches()],
    ['a TCP reset', fake => fake.resetWatches()],
    ['an ERROR event 500 on a connection that stays open', fake => fake.sendError('pods', 500)],
  ])('by %s, it is resumed without a new list', async (_what, end) => {
    const all = await started();
    end(all.fake);
    await eventually(() => all.fake.asked('watch').length >= 2, 'the pods are watched again');
    await expectCurrent(all);
    expect(all.fake.asked('list').length).toBe(1);
  });

  test.each([500, 403, 429, 503])('and %i for the next, it is resumed without a new list', async code => {
    const all = await started();
    all.fake.fault('watch', status(code), { times: 2 });
    all.fake.closeWatches();
    await eventually(() => all.fake.asked('watch').length >= 4, 'the pods are watched again');
    await expectCurrent(all);
    expect(all.fake.asked('list').length).toBe(1);
  });

  test.each<[string, (fake: FakeApiServer) => void]>([
    ['410 as an event, connection open', fake => fake.sendError('pods', 410)],
    [
      '410 as an event, then the end',
      fake => {
        fake.sendError('pods', 410);
        fake.closeWatches();
      },
    ],
    [
      '410 as an answer',
      fake => {
        fake.expire();
        fake.closeWatches();
      },
    ],
  ])('by %s, there is exactly one new list and no event twice', async (_what, end) => {
    const all = await started();
    all.fake.put(pod('other'));
    await eventually(() => all.names().length === 2, 'the event came');
    end(all.fake);
    await eventually(() => all.fake.asked('list').length === 2, 'the pods are listed again');
    await eventually(() => all.fake.openWatches === 1, 'the pods are watched again');
    expect(all.changes).toEqual(['put web', 'put other']);
    expect(all.metrics.noted.filter(note => note.startsWith('listed'))).toEqual([
      'listed Pod start',
      'listed Pod expired',
    ]);
    await expectCurrent({ ...all, names: () => all.names().filter(name => name !== 'other') });
    expect(all.fake.asked('list').length).toBe(2);
    expect(all.fake.asked('list')[1]?.query.has('resourceVersion')).toBe(false);
  });

  test.each([
    ['no JSON', 'ox%&"\n'],
    ['an event without its object', '{"type":"ADDED"}\n'],
    ['half an event', '{"type":"ADDED","obj\n'],
  ])('that brought %s, what was lost is found by a new list', async (_what, garbage) => {
    const all = await started();
    all.fake.silently(() => {
      all.fake.put(pod('lost'));
      all.fake.remove(pod('web'));
    });
    all.fake.sendRaw('pods', garbage);
    await eventually(() => all.names().join() === 'lost', 'the cache is current again');
    expect(all.metrics.noted).toContain('listed Pod corrupt');
  });

  test('from a version that never works, there is a new list', async () => {
    const all = await started();
    all.fake.fault('watch', status(500), { times: 3 });
    all.fake.closeWatches();
    await eventually(() => all.metrics.noted.includes('listed Pod stuck'), 'the pods are listed again');
    await expectCurrent(all);
  });
});

describe('what is read', () => {
  test('is trimmed before it is kept', async () => {
    const { fake, store, names } = await started();
    const containers = [{ name: 'main', image: 'web:1', env: [{ name: 'PASSWORD', value: 'secret' }] }];
    fake.put(pod('big', { containers, nodeName: 'node-1' }));
    await eventually(() => names().includes('big'), 'the event came');
    expect(store.get('Pod', 'shop', 'big')).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'big', namespace: 'shop' },
      spec: { nodeName: 'node-1' },
      status: {},
    });
  });

  test('is no change when nothing that is kept has changed', async () => {
    const { fake, changes, metrics } = await started();
    const events = () => metrics.noted.filter(note => note === 'event Pod').length;
    fake.put(pod('web', { containers: [] }));
    fake.put(pod('web', { containers: [], nodeName: 'node-1' }));
    await eventually(() => events() === 2, 'the events came');
    expect(changes).toEqual(['put web', 'put web']);
  });

  test('is read page by page', async () => {
    const fake = await startFake(PODS);
    for (let index = 0; index < 7; index += 1) fake.put(pod(`web-${index}`));
    const client = clientOf(fake);
    const followed = follow({
      client,
      target: { kind: 'Pod', group: '', versions: ['v1'], plural: 'pods', pageSize: 3 },
    });
    await eventually(() => followed.names().length === 7, 'all pods are read');
    expect(fake.asked('list').map(({ query }) => Object.fromEntries(query))).toEqual([
      { limit: '3', resourceVersion: '0' },
      { limit: '3', continue: '3' },
      { limit: '3', continue: '6' },
    ]);
  });

  test('is read in one piece after a page expired', async () => {
    const fake = await startFake(PODS);
    for (let index = 0; index < 7; index += 1) fake.put(pod(`web-${index}`));
    let lists = 0;
    const client = clientOf(fake);
    const open: typeof client.open = async (request, ...rest) => {
      lists += 1;
      if (lists === 2) fake.fault('list', status(410));
      return await client.open(request, ...rest);
    };
    const target = { kind: 'Pod', group: '', versions: ['v1'], plural: 'pods', pageSize: 3 } as const;
    const followed = follow({ client: { ...client, open }, target });
    await eventually(() => followed.standings.includes('read'), 'the pods are read');
    expect(followed.names()).toHaveLength(7);
    expect(fake.asked('list').length).toBe(3);
    expect(fake.asked('list')[2]?.query.has('limit')).toBe(false);
  });

  test('is asked for from memory first, then watched with bookmarks for four to eight minutes', async () => {
    const { fake } = await started();
    expect(Object.fromEntries(fake.asked('list')[0]?.query ?? [])).toEqual({
      limit: '500',
      resourceVersion: '0',
    });
    const query = Object.fromEntries(fake.asked('watch')[0]?.query ?? []);
    const { timeoutSeconds, ...rest } = query;
    expect(rest).toEqual({ watch: '1', allowWatchBookmarks: 'true', resourceVersion: '1001' });
    expect(Number(timeoutSeconds)).toBeGreaterThanOrEqual(240);
    expect(Number(timeoutSeconds)).toBeLessThanOrEqual(480);
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer test-token');
  });

  test('is only metadata where no more is wanted', async () => {
    const fake = await startFake({ apiVersion: 'apps/v1', kind: 'StatefulSet', plural: 'statefulsets' });
    follow({ client: clientOf(fake), kind: 'StatefulSet' });
    await eventually(() => fake.openWatches === 1, 'the StatefulSets are watched');
    expect(fake.asked('list')[0]?.headers.accept).toMatch(/^application\/json;as=PartialObjectMetadataList;/);
    expect(fake.asked('watch')[0]?.headers.accept).toMatch(/^application\/json;as=PartialObjectMetadata;/);
  });
});

describe('a bookmark', () => {
  test('moves the version on that the next watch begins at', async () => {
    const { fake, listWatch } = await started();
    fake.silently(() => fake.put(pod('lost')));
    fake.bookmark('pods');
    await eventually(() => listWatch.version === fake.version, 'the bookmark came');
    fake.closeWatches();
    await eventually(() => fake.asked('watch').length === 2, 'the pods are watched again');
    expect(fake.asked('watch')[1]?.query.get('resourceVersion')).toBe(fake.version);
  });
});

describe('a custom resource', () => {
  async function startAbsent() {
    const fake = await startFake(PODS);
    const followed = follow({ client: clientOf(fake), kind: 'IOMeshCluster' });
    await eventually(() => followed.standings.length === 1, 'it is known what there is');
    return { fake, ...followed };
  }

  test('that is not served has no objects, and is picked up when it appears', async () => {
    const { fake, standings, names, log } = await startAbsent();
    expect(standings).toEqual(['absent']);
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    fake.serve(IOMESH_CLUSTERS);
    fake.put(bare(IOMESH_CLUSTERS, 'iomesh', 'iomesh-system'));
    await eventually(() => names().join() === 'iomesh', 'the clusters are read');
    expect(standings).toEqual(['absent', 'read']);
  });

  test('loses its objects when it is taken away, and gets new ones when it comes back', async () => {
    const { fake, standings, names } = await startAbsent();
    fake.serve(IOMESH_CLUSTERS);
    fake.put(bare(IOMESH_CLUSTERS, 'iomesh', 'iomesh-system'));
    await eventually(() => fake.openWatches === 1, 'the clusters are watched');
    fake.withdraw(IOMESH_CLUSTERS);
    await eventually(() => standings.at(-1) === 'absent', 'it is known that there are none');
    expect(names()).toEqual([]);
    fake.serve(IOMESH_CLUSTERS);
    fake.put(bare(IOMESH_CLUSTERS, 'iomesh-2', 'iomesh-system'));
    await eventually(() => names().join() === 'iomesh-2', 'the clusters are read');
  });

  test('keeps its objects when the API server only seems not to serve it', async () => {
    const { fake, standings, names, changes } = await startAbsent();
    fake.serve(IOMESH_CLUSTERS);
    fake.put(bare(IOMESH_CLUSTERS, 'iomesh', 'iomesh-system'));
    await eventually(() => fake.openWatches === 1, 'the clusters are watched');
    fake.fault('watch', status(404));
    fake.fault('discover', status(404));
    fake.closeWatches();
    await eventually(() => fake.asked('list').length === 2, 'the clusters are listed again');
    await eventually(() => fake.openWatches === 1, 'the clusters are watched again');
    expect(standings).toEqual(['absent', 'read']);
    expect(names()).toEqual(['iomesh']);
    expect(changes).toEqual(['put iomesh']);
  });
});

describe('a refusal', () => {
  test('names the verb and the resource, and goes when it works again', async () => {
    const fake = await startFake(PODS);
    fake.fault('list', status(403), { times: 1_000_000 });
    const { listWatch, log } = follow({ client: clientOf(fake) });
    await eventually(() => fake.asked('list').length > 3, 'the list is repeated');
    expect(listWatch.problem).toBe('may not list pods: broken');
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    fake.heal();
    await eventually(() => listWatch.problem === undefined, 'the pods are read');
    expect(log.lines.map(({ sentence }) => sentence)).toContain('reading works again');
  });
});

test('nothing is left running after a stop, whatever was going on', async () => {
  for (const fault of [undefined, hang, stall, status(500)]) {
    const fake = await startFake(PODS);
    if (fault !== undefined) fake.fault('list', fault, { times: 1_000_000 });
    const client = clientOf(fake);
    const { stop } = follow({ client });
    await eventually(() => fake.requests.length > 0, 'something is asked');
    await stop();
    client.close();
    await eventually(async () => (await fake.connections()) === 0, 'all connections are closed');
    const asked = fake.requests.length;
    await stop();
    expect(fake.requests.length).toBe(asked);
    expect(fake.openWatches).toBe(0);
  }
});
