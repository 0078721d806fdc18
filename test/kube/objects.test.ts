import { describe, expect, test } from 'vitest';
import type { SecretsPort, WebhookConfigurationsPort } from '../../src/certs/ports.ts';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import { ApiError } from '../../src/kube/api/api-error.ts';
import { createEventRecorder } from '../../src/kube/objects/events.ts';
import { createSecrets } from '../../src/kube/objects/secrets.ts';
import { reviewToken } from '../../src/kube/objects/token-review.ts';
import { watchNamed } from '../../src/kube/objects/watch-named.ts';
import { createWebhookConfigurations } from '../../src/kube/objects/webhook-configurations.ts';
import { hang, sendStatus } from '../support/fake-api-server.ts';
import type { FakeResource } from '../support/fake-api-server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { eventually } from '../support/eventually.ts';
import { clientOf, keptLog, SHORT_TIMES, startFake } from '../support/list-watch.ts';
import { creation, podWith } from '../support/objects.ts';

const SECRETS: FakeResource = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' };
const MUTATING: FakeResource = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
};
const EVENTS: FakeResource = { apiVersion: 'events.k8s.io/v1', kind: 'Event', plural: 'events' };

const CONTENT = {
  name: 'stowage-ca',
  type: 'Opaque',
  labels: { 'app.kubernetes.io/managed-by': 'stowage' },
  annotations: {},
  data: { 'ca.crt': 'PEM ü\n' },
};

async function statusOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => 'success',
    (error: unknown) => (error instanceof ApiError ? [error.status, error.asking.verb] : error),
  );
}

describe('Secrets', () => {
  async function start() {
    const fake = await startFake(SECRETS);
    const secrets = createSecrets(clientOf(fake), 'stowage-system');
    const port: SecretsPort = secrets;
    return { fake, secrets: port };
  }

  test('are created, read, replaced and deleted', async () => {
    const { fake, secrets } = await start();
    expect(await secrets.get('stowage-ca')).toBeUndefined();
    await secrets.create(CONTENT);
    expect(fake.find('Secret', 'stowage-system', 'stowage-ca')).toMatchObject({
      type: 'Opaque',
      data: { 'ca.crt': 'UEVNIMO8Cg==' },
    });
    const stored = await secrets.get('stowage-ca');
    expect(stored).toMatchObject(CONTENT);
    if (stored === undefined) return;
    await secrets.update({ ...stored, data: { 'ca.crt': 'new' } });
    expect((await secrets.get('stowage-ca'))?.data).toEqual({ 'ca.crt': 'new' });
    await secrets.delete('stowage-ca', stored.uid);
    expect(await secrets.get('stowage-ca')).toBeUndefined();
  });

  test('that another was faster with are left alone', async () => {
    const { secrets } = await start();
    await secrets.create(CONTENT);
    expect(await statusOf(secrets.create(CONTENT))).toEqual([409, 'create']);
    const stored = await secrets.get('stowage-ca');
    if (stored === undefined) throw new Error('it was made');
    await secrets.update({ ...stored, data: {} });
    expect(await statusOf(secrets.update({ ...stored, data: { a: 'b' } }))).toEqual([409, 'update']);
    expect(await statusOf(secrets.delete('stowage-ca', 'another-uid'))).toEqual([409, 'delete']);
  });

  test('that may not be touched say which permission is missing', async () => {
    const { fake, secrets } = await start();
    fake.fault('get', response => sendStatus(response, 403, 'secrets "stowage-ca" is forbidden'));
    await expect(secrets.get('stowage-ca')).rejects.toThrow(
      'may not get secrets: secrets "stowage-ca" is forbidden',
    );
    fake.fault('create', response => sendStatus(response, 403, ''));
    expect(await statusOf(secrets.create(CONTENT))).toEqual([403, 'create']);
  });
});

describe('webhook configurations', () => {
  const object = {
    apiVersion: MUTATING.apiVersion,
    kind: MUTATING.kind,
    metadata: { name: 'zz-stowage', annotations: { 'cert-manager.io/inject-ca-from': 'a/b' } },
    webhooks: [
      { name: 'pod.stowage.dev', clientConfig: { caBundle: 'UEVN' } },
      { name: 'pvc.stowage.dev', clientConfig: {} },
    ],
  };

  async function start() {
    const fake = await startFake(MUTATING);
    const configurations = createWebhookConfigurations(clientOf(fake), [
      { kind: 'MutatingWebhookConfiguration', name: 'zz-stowage' },
      { kind: 'MutatingWebhookConfiguration', name: 'not-there' },
    ]);
    const port: WebhookConfigurationsPort = configurations;
    return { fake, configurations: port };
  }

  test('are read as far as they exist', async () => {
    const { fake, configurations } = await start();
    expect(await configurations.list()).toEqual([]);
    fake.put(object);
    expect(await configurations.list()).toEqual([
      {
        kind: 'MutatingWebhookConfiguration',
        name: 'zz-stowage',
        resourceVersion: fake.version,
        annotations: { 'cert-manager.io/inject-ca-from': 'a/b' },
        webhooks: [
          { name: 'pod.stowage.dev', caBundle: 'PEM' },
          { name: 'pvc.stowage.dev', caBundle: '' },
        ],
      },
    ]);
  });

  test('get their caBundle by server-side apply, and nothing else', async () => {
    const { fake, configurations } = await start();
    fake.put(object);
    const [found] = await configurations.list();
    if (found === undefined) throw new Error('it is there');
    await configurations.applyCaBundle(found, 'NEW');
    const [sent] = fake.asked('patch');
    expect(sent?.path).toBe('/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/zz-stowage');
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({ fieldManager: 'stowage-ca', force: 'true' });
    expect(sent?.headers['content-type']).toBe('application/apply-patch+yaml');
    expect(sent?.body).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'zz-stowage', resourceVersion: found.resourceVersion },
      webhooks: [
        { name: 'pod.stowage.dev', clientConfig: { caBundle: 'TkVX' } },
        { name: 'pvc.stowage.dev', clientConfig: { caBundle: 'TkVX' } },
      ],
    });
  });

  test('that have changed since are left alone', async () => {
    const { fake, configurations } = await start();
    fake.put(object);
    const [found] = await configurations.list();
    if (found === undefined) throw new Error('it is there');
    fake.put(object);
    expect(await statusOf(configurations.applyCaBundle(found, 'NEW'))).toEqual([409, 'patch']);
  });
});

describe('watching by name', () => {
  test('tells of one object only, whether it exists or not, and of its metadata only', async () => {
    const fake = await startFake(SECRETS);
    const changes: string[] = [];
    const stop = watchNamed(
      [
        {
          kind: 'Secret',
          group: '',
          versions: ['v1'],
          plural: 'secrets',
          namespace: 'stowage-system',
          name: 'ca',
        },
      ],
      {
        client: clientOf(fake),
        log: keptLog(),
        times: SHORT_TIMES,
        onChange: ({ type, object }) => void changes.push(`${type} ${Object.keys(object).join()}`),
      },
    );
    await eventually(() => fake.openWatches === 1, 'the Secret is watched');
    const secret = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'stowage-system' },
      data: {},
    });
    fake.put(secret('other'));
    fake.put(secret('ca'));
    fake.put(secret('ca'));
    fake.remove(secret('ca'));
    await eventually(() => changes.length === 3, 'the changes came');
    expect(changes).toEqual([
      'put apiVersion,kind,metadata',
      'put apiVersion,kind,metadata',
      'removed apiVersion,kind,metadata',
    ]);
    const [list] = fake.asked('list');
    expect(list?.path).toBe('/api/v1/namespaces/stowage-system/secrets');
    expect(list?.query.get('fieldSelector')).toBe('metadata.name=ca');
    expect(list?.headers.accept).toMatch(/as=PartialObjectMetadataList/);
    await stop();
    expect(fake.openWatches).toBeLessThanOrEqual(1);
  });
});

describe('a token', () => {
  async function reviewed(status: object, audiences?: readonly string[]) {
    const fake = await startFake();
    fake.fault('create', response => {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ status }));
    });
    const user = await reviewToken(clientOf(fake), 'secret-token', audiences);
    return { user, sent: fake.asked('create')[0]?.body };
  }

  const user = { username: 'system:serviceaccount:shop:ci', groups: ['system:authenticated'] };

  test('that is good tells whose it is', async () => {
    const { user: found, sent } = await reviewed({ authenticated: true, user });
    expect(found).toEqual(user);
    expect(sent).toMatchObject({ kind: 'TokenReview', spec: { token: 'secret-token' } });
  });

  test.each([
    ['is not authenticated', { authenticated: false, error: 'expired' }, undefined],
    ['comes without a user', { authenticated: true }, undefined],
    ['is for another audience', { authenticated: true, user, audiences: ['other'] }, ['stowage']],
    ['comes from a server that knows no audiences', { authenticated: true, user }, ['stowage']],
  ])('that %s is nobody’s', async (_what, status, audiences) => {
    expect((await reviewed(status, audiences)).user).toBeUndefined();
  });

  test('for our audience is good', async () => {
    const status = { authenticated: true, user, audiences: ['stowage'] };
    expect((await reviewed(status, ['stowage', 'x'])).user).toEqual(user);
  });

  test('that may not be reviewed says so', async () => {
    const fake = await startFake();
    fake.fault('create', response => sendStatus(response, 403, 'forbidden'));
    await expect(reviewToken(clientOf(fake), 't')).rejects.toThrow('may not create tokenreviews');
  });
});

describe('an Event', () => {
  async function start() {
    const fake = await startFake(EVENTS);
    const clock = new FakeClock();
    const log = keptLog();
    const wallClock = () => new Date('2026-11-20T12:00:00.123Z');
    const recorder = createEventRecorder({
      client: clientOf(fake),
      log,
      clock,
      wallClock,
      instance: 'stowage-0',
    });
    return { fake, clock, log, recorder };
  }

  function podOf(owner: string, fields: Partial<AdmissionRequest> = {}): AdmissionRequest {
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'StatefulSet', name: owner, uid: `uid-${owner}`, controller: true },
    ];
    return creation(podWith([], { metadata: { ownerReferences } }), fields);
  }

  test('tells the controller of a denied pod why', async () => {
    const { fake, recorder } = await start();
    recorder.podDenied(podOf('db'), 'pod-pvc-missing:\nclaim "data" does not exist');
    await eventually(() => fake.asked('create').length === 1, 'the Event is written');
    expect(fake.asked('create')[0]).toMatchObject({ path: '/apis/events.k8s.io/v1/namespaces/shop/events' });
    expect(fake.asked('create')[0]?.body).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { generateName: 'stowage-', namespace: 'shop' },
      eventTime: '2026-11-20T12:00:00.123000Z',
      reportingController: 'stowage.dev/webhook',
      reportingInstance: 'stowage-0',
      type: 'Warning',
      reason: 'PodDenied',
      action: 'CreatePod',
      regarding: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'db', uid: 'uid-db' },
      note: 'pod-pvc-missing: claim "data" does not exist',
    });
  });

  test.each<[string, AdmissionRequest]>([
    ['dry runs', podOf('db', { dryRun: true })],
    ['pods without a controller', creation(podWith([]))],
    ['other kinds', { ...podOf('db'), kind: { group: '', version: 'v1', kind: 'PersistentVolumeClaim' } }],
  ])('is not written for %s', async (_what, request) => {
    const { fake, recorder } = await start();
    recorder.podDenied(request, 'no');
    recorder.podDenied(podOf('marker'), 'yes');
    await eventually(() => fake.asked('create').length > 0, 'the other Event is written');
    expect(fake.asked('create').map(({ body }) => body?.['note'])).toEqual(['yes']);
  });

  test('is written once in five minutes for the same controller and reason', async () => {
    const { fake, clock, recorder } = await start();
    for (let count = 0; count < 10; count += 1) recorder.podDenied(podOf('db'), 'no');
    recorder.podDenied(podOf('db'), 'another reason');
    recorder.podDenied(podOf('web'), 'no');
    await eventually(() => fake.asked('create').length === 3, 'three Events are written');
    clock.advance(300_000);
    recorder.podDenied(podOf('db'), 'no');
    await eventually(() => fake.asked('create').length === 4, 'the Event is written again');
  });

  test('is left out rather than waited for when the API server hangs or too many are to be written', async () => {
    const { fake, recorder } = await start();
    fake.fault('create', hang, { times: 1_000 });
    for (let count = 0; count < 1_000; count += 1) recorder.podDenied(podOf(`db-${count}`), 'no');
    await eventually(() => fake.asked('create').length === 8, 'the first Events are sent');
    expect(fake.asked('create')).toHaveLength(8);
  });

  test('that cannot be written is logged, and nothing else happens', async () => {
    const { fake, log, recorder } = await start();
    fake.fault('create', response => sendStatus(response, 403, 'forbidden'));
    recorder.podDenied(podOf('db'), 'no');
    await eventually(() => log.lines.length === 1, 'the failure is logged');
    expect(log.lines[0]).toMatchObject({
      level: 'warn',
      fields: { reason: 'may not create events: forbidden' },
    });
  });
});
