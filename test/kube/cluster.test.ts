import { describe, expect, test } from 'vitest';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import { LIST_WATCH_TIMES } from '../../src/kube/list-watch/times.ts';
import { hang, FakeApiServer, sendStatus } from '../support/fake-api-server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { BUILT_IN, readCluster } from '../support/clusters.ts';
import { eventually } from '../support/eventually.ts';
import {
  bare,
  CLAIMS,
  CLASSES,
  clientOf,
  IOMESH_CLUSTERS,
  pod,
  PODS,
  resourceOf,
  startFake,
} from '../support/list-watch.ts';

describe('a cluster', () => {
  test('without any custom resource is read completely', async () => {
    const fake = await startFake(...BUILT_IN);
    fake.put(bare(CLASSES, 'fast'));
    const cluster = readCluster(clientOf(fake));
    expect(cluster.cannotDecide()).toMatch(/^not read yet: StorageClass, PersistentVolumeClaim, /);
    await cluster.whenRead();
    expect(cluster.cannotDecide()).toBeUndefined();
    expect(cluster.lookup.get('StorageClass', undefined, 'fast')).toBeDefined();
    const optional = () => RESOURCES.every(({ kind }) => cluster.lookup.isComplete(kind));
    await eventually(optional, 'all kinds are complete');
    expect(cluster.lookup.list('IOMeshCluster')).toEqual([]);
    expect(cluster.lookup.isComplete('Secret')).toBe(false);
    expect(cluster.problems().size).toBe(0);
  });

  test('picks up a custom resource that appears', async () => {
    const fake = await startFake(...BUILT_IN);
    const cluster = readCluster(clientOf(fake));
    await cluster.whenRead();
    fake.serve(IOMESH_CLUSTERS);
    fake.put(bare(IOMESH_CLUSTERS, 'iomesh', 'iomesh-system'));
    await eventually(() => cluster.lookup.list('IOMeshCluster').length === 1, 'the cluster is known');
    expect(cluster.lookup.isComplete('IOMeshCluster')).toBe(true);
  });

  test('says what is in the way when a kind may not be read', async () => {
    const fake = await startFake(...BUILT_IN);
    const forbid = () =>
      fake.fault('list', response => sendStatus(response, 403, 'pods is forbidden'), {
        times: 1e6,
        plural: 'pods',
      });
    forbid();
    const cluster = readCluster(clientOf(fake));
    const others = () => RESOURCES.filter(({ kind, isRequired }) => isRequired && kind !== 'Pod');
    const areRead = () => others().every(({ kind }) => cluster.lookup.isComplete(kind));
    await eventually(areRead, 'all but pods are read');
    await eventually(() => cluster.problems().size > 0, 'the refusal is known');
    expect(cluster.cannotDecide()).toBe('not read yet: Pod (may not list pods: pods is forbidden)');
    expect(cluster.lookup.isComplete('Pod')).toBe(false);
    fake.heal();
    await cluster.whenRead();
    expect(cluster.cannotDecide()).toBeUndefined();
  });

  test('does not wait for kinds that decisions can do without', async () => {
    const fake = await startFake(...BUILT_IN);
    fake.fault('discover', hang, { times: 1e6 });
    const resources = [resourceOf('Pod'), resourceOf('VolumeSnapshot')];
    const cluster = readCluster(clientOf(fake), { resources });
    await cluster.whenRead();
    expect(cluster.lookup.isComplete('VolumeSnapshot')).toBe(false);
  });

  test('answers from memory while the API server is down, and not for ever', async () => {
    const clock = new FakeClock();
    const fake = await startFake(PODS);
    fake.put(pod('web'));
    const client = clientOf(fake, clock);
    const cluster = readCluster(client, {
      clock,
      times: LIST_WATCH_TIMES,
      random: () => 0,
      resources: [resourceOf('Pod')],
    });
    await eventually(() => fake.openWatches === 1, 'the pods are watched');
    await fake.stop();
    await eventually(() => cluster.problems().size > 0, 'the failure is known');
    for (const minutes of [5, 5]) {
      clock.advance(minutes * 60_000);
      expect(cluster.cannotDecide()).toBeUndefined();
      expect(cluster.lookup.get('Pod', 'shop', 'web')).toBeDefined();
    }
    expect(cluster.cacheAge('Pod')).toBe(600_000);
    clock.advance(60_000);
    expect(cluster.cannotDecide()).toMatch(/^out of date: Pod, for 11 min \(no answer to watch pods: /);
  });

  test('tells of changes and counts objects', async () => {
    const fake = await startFake(PODS);
    fake.put(pod('web'));
    const changes: string[] = [];
    const cluster = readCluster(clientOf(fake), {
      resources: [resourceOf('Pod')],
      onChange: ({ type, object }) => void changes.push(`${type} ${object.kind}`),
    });
    await eventually(() => fake.openWatches === 1, 'the pods are watched');
    fake.put(pod('web-2'));
    fake.remove(pod('web'));
    await eventually(() => changes.length === 3, 'the changes came');
    expect(changes).toEqual(['put Pod', 'put Pod', 'removed Pod']);
    expect(cluster.metrics.noted.filter(note => note.startsWith('held')).at(-1)).toBe('held Pod 1');
    expect(cluster.cacheAge('Pod')).toBeLessThan(5_000);
    expect(cluster.cacheAge('Node')).toBeUndefined();
  });

  test('leaves nothing running after a stop', async () => {
    const fake = await startFake(...BUILT_IN);
    const client = clientOf(fake);
    const cluster = readCluster(client);
    await cluster.whenRead();
    await cluster.stop();
    client.close();
    await eventually(async () => (await fake.connections()) === 0, 'all connections are closed');
    expect(fake.openWatches).toBe(0);
  });
});

describe('when the API server is killed and started again', () => {
  test(
    'the cache is fresh within 5 s after it is back, with the times of production',
    { timeout: 60_000 },
    async () => {
      const first = await startFake(...BUILT_IN);
      first.put(pod('web'));
      const cluster = readCluster(clientOf(first), { times: LIST_WATCH_TIMES });
      await cluster.whenRead();
      const { port } = first;
      await first.stop();
      // Long enough for the pauses to have grown.
      const down = performance.now();
      await eventually(() => performance.now() - down > 3_500, 'time passes', 10_000);
      const second = await FakeApiServer.start(port);
      try {
        second.serve(...BUILT_IN);
        second.put(pod('web-2'));
        // Everything that was known is too old for it.
        for (let count = 0; count < 100; count += 1) second.expire();
        const back = performance.now();
        await eventually(
          () => cluster.lookup.list('Pod').length === 1 && second.openWatches >= BUILT_IN.length,
          'the cache is fresh',
          10_000,
        );
        await eventually(
          () => cluster.lookup.get('Pod', 'shop', 'web-2') !== undefined,
          'the new pod is known',
        );
        expect(performance.now() - back).toBeLessThan(5_000);
        expect(cluster.lookup.get('Pod', 'shop', 'web')).toBeUndefined();
      } finally {
        await second.stop();
      }
    },
  );

  test('a start without an API server waits for it', async () => {
    const first = await startFake(...BUILT_IN);
    const { port } = first;
    const client = clientOf(first);
    await first.stop();
    const cluster = readCluster(client, { resources: [resourceOf('PersistentVolumeClaim')] });
    await eventually(() => cluster.problems().size > 0, 'the failure is known');
    expect(cluster.cannotDecide()).toMatch(
      /^not read yet: PersistentVolumeClaim \(no answer to list persistentvolumeclaims: .*ECONNREFUSED/,
    );
    const second = await FakeApiServer.start(port);
    try {
      second.serve(CLAIMS);
      await cluster.whenRead();
      expect(cluster.cannotDecide()).toBeUndefined();
    } finally {
      await second.stop();
    }
  });
});
