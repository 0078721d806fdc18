import { describe, expect, test } from 'vitest';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import type { Cluster } from '../../src/kube/cluster.ts';
import { hang, resetConnection, sendStatus } from '../support/fake-api-server.ts';
import type { FakeApiServer, Fault } from '../support/fake-api-server.ts';
import { eventually } from '../support/eventually.ts';
import { readCluster } from '../support/clusters.ts';
import { CLAIMS, CLASSES, clientOf, resourceOf, startFake } from '../support/list-watch.ts';
import { claim, creation, podWith, storageClass } from '../support/objects.ts';

/** Claims and classes that exist, but whose events do not come. */
async function start(): Promise<{ readonly fake: FakeApiServer; readonly cluster: Cluster }> {
  const fake = await startFake(CLAIMS, CLASSES);
  const resources = [resourceOf('PersistentVolumeClaim'), resourceOf('StorageClass')];
  const cluster = readCluster(clientOf(fake), { resources });
  await eventually(() => fake.openWatches === 2, 'claims and classes are watched');
  return { fake, cluster };
}

function podRequest(...names: readonly string[]): AdmissionRequest {
  return creation(podWith(names));
}

describe('a pod whose claims are not known yet', () => {
  test('has them read, and their classes, before the decision', async () => {
    const { fake, cluster } = await start();
    fake.silently(() => {
      fake.put(claim('data'));
      fake.put(storageClass('tlv', 'topolvm.io'));
    });
    await cluster.prepare(podRequest('data'));
    expect(cluster.lookup.get('PersistentVolumeClaim', 'shop', 'data')).toMatchObject({
      spec: { storageClassName: 'tlv', resources: { requests: { storage: '1Gi' } } },
    });
    expect(cluster.lookup.get('StorageClass', undefined, 'tlv')).toMatchObject({ provisioner: 'topolvm.io' });
    expect(fake.asked('get').map(({ path }) => path)).toEqual([
      '/api/v1/namespaces/shop/persistentvolumeclaims/data',
      '/apis/storage.k8s.io/v1/storageclasses/tlv',
    ]);
  });

  test('is decided on without those that do not exist', async () => {
    const { fake, cluster } = await start();
    await cluster.prepare(podRequest('none'));
    expect(cluster.lookup.get('PersistentVolumeClaim', 'shop', 'none')).toBeUndefined();
    expect(fake.asked('get')).toHaveLength(1);
  });

  test.each(['.', '..', '../pods', 'Data', 'a/b', '%2e'])(
    'does not ask for what cannot be a name: %s',
    async name => {
      const { fake, cluster } = await start();
      await cluster.prepare(podRequest(name));
      expect(fake.asked('get')).toEqual([]);
    },
  );

  test('has at most sixteen read', async () => {
    const { fake, cluster } = await start();
    await cluster.prepare(podRequest(...Array.from({ length: 40 }, (_, index) => `data-${index}`)));
    expect(fake.asked('get')).toHaveLength(16);
  });

  test.each<[string, Fault]>([
    ['nothing answers', hang],
    ['the connection breaks', resetConnection],
    ['the API server fails', response => sendStatus(response, 500, 'broken')],
    ['reading is forbidden', response => sendStatus(response, 403, 'forbidden')],
  ])('does not wait for longer than about a second when %s', async (_what, fault) => {
    const { fake, cluster } = await start();
    fake.fault('get', fault, { times: 1_000 });
    const since = performance.now();
    await cluster.prepare(podRequest('data', 'log'));
    expect(performance.now() - since).toBeLessThan(1_800);
    expect(cluster.lookup.get('PersistentVolumeClaim', 'shop', 'data')).toBeUndefined();
  });

  test('shares the reading with others that need the same', async () => {
    const { fake, cluster } = await start();
    fake.silently(() => fake.put(claim('data', { storageClassName: '' })));
    await Promise.all([1, 2, 3].map(async () => await cluster.prepare(podRequest('data'))));
    expect(fake.asked('get')).toHaveLength(1);
  });

  test('cannot make us ask the API server without end', async () => {
    const { fake, cluster } = await start();
    const requests = Array.from({ length: 60 }, (_, round) =>
      podRequest(...Array.from({ length: 16 }, (_unused, index) => `made-up-${round}-${index}`)),
    );
    await Promise.all(requests.map(async request => await cluster.prepare(request)));
    expect(fake.asked('get').length).toBeLessThanOrEqual(64);
  });
});

describe('nothing is waited for', () => {
  test.each<[string, AdmissionRequest]>([
    ['pods without claims', podRequest()],
    ['pods whose claims and classes are known', podRequest('known')],
    ['deletions', { ...podRequest('data'), operation: 'DELETE' }],
    [
      'pods of another API group',
      { ...podRequest('data'), kind: { group: 'example.com', version: 'v1', kind: 'Pod' } },
    ],
    ['StorageClasses', creation(storageClass('fast', 'topolvm.io'))],
    ['claims whose class is known', creation(claim('new'))],
  ])('for %s', async (_what, request) => {
    const { fake, cluster } = await start();
    fake.put(claim('known'));
    fake.put(storageClass('tlv', 'topolvm.io'));
    await eventually(() => cluster.lookup.list('StorageClass').length === 1, 'the class is known');
    await eventually(() => cluster.lookup.list('PersistentVolumeClaim').length === 1, 'the claim is known');
    expect(cluster.prepare(request)).toBeUndefined();
    expect(fake.asked('get')).toEqual([]);
  });
});

describe('a claim that was read', () => {
  test('never replaces what the watch brought', async () => {
    const { fake, cluster } = await start();
    const old = fake.put(claim('data'));
    await eventually(() => cluster.lookup.list('PersistentVolumeClaim').length === 1, 'the claim is known');
    fake.remove(claim('data'));
    await eventually(() => cluster.lookup.list('PersistentVolumeClaim').length === 0, 'the claim is gone');
    // An answer that was on its way for a long time.
    fake.fault('get', response => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(old));
    });
    expect(await cluster.readClaim('shop', 'data')).toBeUndefined();
  });

  test('is given back by its reader', async () => {
    const { fake, cluster } = await start();
    fake.silently(() => fake.put(claim('data')));
    expect(await cluster.readClaim('shop', 'data')).toMatchObject({ metadata: { name: 'data' } });
    expect(await cluster.readClaim('shop', 'data')).toBe(
      cluster.lookup.get('PersistentVolumeClaim', 'shop', 'data'),
    );
    expect(fake.asked('get')).toHaveLength(1);
  });

  test('goes by the next list when it was deleted without a word', async () => {
    const { fake, cluster } = await start();
    fake.silently(() => fake.put(claim('data')));
    await cluster.readClaim('shop', 'data');
    fake.silently(() => fake.remove(claim('data')));
    fake.expire();
    fake.closeWatches();
    await eventually(() => cluster.lookup.list('PersistentVolumeClaim').length === 0, 'the claim is gone');
    expect(fake.asked('list', 'persistentvolumeclaims')).toHaveLength(2);
  });
});
