import { Agent } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postReview } from '../../src/cli/post-review.ts';
import { arrayAt, at, objectAt, stringAt } from '../../src/core/json.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { authoritySecretName, webhookServiceName } from '../../src/manifests/names.ts';
import { eventually } from '../support/eventually.ts';
import { creation, podWith } from '../support/objects.ts';
import { addKinds, VENDOR_KINDS } from './support/custom-kinds.ts';
import type { CustomKind } from './support/custom-kinds.ts';
import { INSTALLATION } from './support/installation.ts';
import { claim, pod } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { installStowage } from './support/stowage.ts';
import type { Stowage } from './support/stowage.ts';
import { describeOnControlPlane } from './support/suite.ts';

const CONFIGURATIONS = ['mutatingwebhookconfiguration/zz-stowage', 'validatingwebhookconfiguration/stowage'];
const CAPACITY = '--output=jsonpath={.spec.containers[0].resources.requests}';
const INJECTED = '{"topolvm.io/capacity":"1"}';

/** Three seconds and five are the goals for a machine of one's own; the tests share two cores with a control plane. */
const READY_MS = 15_000;
const FRESH_MS = 30_000;
const DEADLINE_MS = 20_000;
/** A kind that is not served is looked for every half minute. */
const FOUND_MS = 60_000;

const CSI_DRIVER: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name: 'topolvm.io' },
  spec: { attachRequired: false },
};

const STORAGE_CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'ssd' },
  provisioner: 'topolvm.io',
  volumeBindingMode: 'WaitForFirstConsumer',
};

const BAD_CLASS: Manifest = { ...STORAGE_CLASS, parameters: { 'csi.storage.k8s.io/fstype': 'ex4' } };

/** Of a storage that is no concern of ours. */
const VOLUME: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'files' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Gi' },
    nfs: { server: 'files.example.com', path: '/files' },
  },
};

const isInstalledLater = ({ kind }: CustomKind) => kind === 'BlockDevice';
const ABSENT = new Set(VENDOR_KINDS.filter(kind => !isInstalledLater(kind)).map(({ kind }) => kind));

const BLOCK_DEVICE: Manifest = {
  apiVersion: 'openebs.io/v1alpha1',
  kind: 'BlockDevice',
  metadata: { namespace: 'default', name: 'device' },
};

describeOnControlPlane('stowage in a cluster', {}, controlPlane => {
  let stowage: Stowage;

  async function read(...args: readonly string[]): Promise<JsonValue> {
    const flags = ['--output=json', '--show-managed-fields'];
    return JSON.parse(await controlPlane().kubectl(['get', ...flags, ...args])) as JsonValue;
  }

  function create(namespace: string, object: Manifest, ...flags: readonly string[]) {
    return controlPlane().tryKubectl(['create', `--namespace=${namespace}`, ...flags, '-f', '-'], object);
  }

  /** The samples of a metric of the service, by kind. */
  async function metric(name: string): Promise<ReadonlyMap<string, number>> {
    const page = await (await fetch(`${stowage.opsAddress}/metrics`)).text();
    const samples = page.matchAll(new RegExp(`^${name}\\{kind="(\\w+)"\\} (\\S+)$`, 'gm'));
    return new Map([...samples].map(([, kind = '', value]) => [kind, Number(value)]));
  }

  /** How many devices the service holds. */
  async function devices(): Promise<number> {
    return (await metric('stowage_cache_objects')).get('BlockDevice') ?? 0;
  }

  /** How long ago the service last knew every kind that is served to be current. */
  async function staleMs(): Promise<number> {
    const ages = [...(await metric('stowage_cache_age_seconds'))].filter(([kind]) => !ABSENT.has(kind));
    return 1000 * Math.max(...ages.map(([, seconds]) => seconds));
  }

  /** The kinds that the service could not read when it last said something of them. */
  async function unreadable(): Promise<readonly string[]> {
    const lines = (await stowage.log()).filter(
      ({ msg }) => msg === 'reading failed' || msg === 'reading works again',
    );
    const last = new Map(lines.map(line => [stringAt(line, 'kind') ?? '', line['msg']]));
    return [...last].filter(([, message]) => message === 'reading failed').map(([kind]) => kind);
  }

  beforeAll(async () => {
    const { createNamespace, kubectl } = controlPlane();
    await kubectl(['create', '-f', '-'], CSI_DRIVER);
    stowage = await installStowage(controlPlane());
    for (const name of ['shop', 'opted-out']) await createNamespace(name);
  });

  afterAll(async () => await stowage.service.stop());

  test('until it is there, what depends on storage waits, and nothing else', async () => {
    const { code, stderr } = await create('shop', claim('data', 'ssd'));
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('failed calling webhook "pvc.stowage.dev"'),
    });
    expect(await create('shop', pod('first'))).toMatchObject({ code: 0, stderr: '' });
  });

  test('is ready seconds after its first start', async ({ annotate }) => {
    const start = performance.now();
    await stowage.service.start();
    const milliseconds = Math.round(performance.now() - start);
    await annotate(`ready after ${milliseconds} ms`);
    expect(milliseconds).toBeLessThan(READY_MS);
  });

  test('its certificate authority is in every webhook, and that is all it owns of them', async () => {
    const secret = await read(
      `--namespace=${INSTALLATION.namespace}`,
      'secret',
      authoritySecretName(INSTALLATION),
    );
    for (const name of CONFIGURATIONS) {
      const configuration = await read(name);
      for (const webhook of arrayAt(configuration, 'webhooks'))
        expect(at(webhook, 'clientConfig', 'caBundle')).toBe(at(secret, 'data', 'ca.crt'));
      const owned = arrayAt(configuration, 'metadata', 'managedFields').find(
        entry => stringAt(entry, 'manager') === 'stowage-ca',
      );
      const fields = Object.values(objectAt(owned, 'fieldsV1', 'f:webhooks') ?? {});
      expect(fields).toHaveLength(arrayAt(configuration, 'webhooks').length);
      for (const field of fields) {
        expect(field).toEqual({ '.': {}, 'f:clientConfig': { 'f:caBundle': {} }, 'f:name': {} });
      }
    }
  });

  test('it keeps one Secret', async () => {
    const list = await read('secrets', `--namespace=${INSTALLATION.namespace}`);
    const names = arrayAt(list, 'items').map(secret => stringAt(secret, 'metadata', 'name'));
    expect(names).toEqual([authoritySecretName(INSTALLATION)]);
  });

  test('a class, a claim and its pod can be created with one command', async () => {
    const { tryKubectl, kubectl } = controlPlane();
    const objects = [STORAGE_CLASS, claim('data', 'ssd'), pod('main', 'data')];
    const end = await tryKubectl(['apply', '--namespace=shop', '-f', '-'], objects);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(await kubectl(['get', '--namespace=shop', 'pod/main', CAPACITY])).toBe(INJECTED);
  });

  test.each(['stowage.dev/webhook', 'topolvm.io/webhook', 'topolvm.cybozu.com/webhook'])(
    'kubectl label namespace %s=ignore stops it at once; without the label it goes on',
    async label => {
      const { kubectl } = controlPlane();
      const dryRun = ['--dry-run=server', CAPACITY];
      await kubectl(['label', 'namespace/shop', `${label}=ignore`]);
      expect(await create('shop', pod('other', 'data'), ...dryRun)).toMatchObject({ code: 0, stdout: '' });
      await kubectl(['label', 'namespace/shop', `${label}-`]);
      const isInjected = async () =>
        (await create('shop', pod('other', 'data'), ...dryRun)).stdout === INJECTED;
      await eventually(isInjected, 'pods get their resources again');
      expect(await isInjected()).toBe(true);
    },
  );

  test.each(['kube-system', INSTALLATION.namespace, 'topolvm-system'])(
    '%s is never touched',
    async namespace => {
      if (namespace === 'topolvm-system') await controlPlane().createNamespace(namespace);
      const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
      const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
      const containers = [{ name: 'main', image: 'registry.example/main:1', securityContext: restricted }];
      const annotations = '--output=jsonpath={.metadata.annotations.stowage\\.dev/driver}';
      expect(await create(namespace, claim('data', 'ssd'), annotations)).toMatchObject({
        code: 0,
        stdout: '',
      });
      const main = pod('main', 'data', { securityContext, containers });
      expect(await create(namespace, main, CAPACITY)).toMatchObject({ code: 0, stdout: '' });
      const reviewed = (await stowage.log()).filter(line => line['namespace'] === namespace);
      expect(reviewed.filter(({ kind }) => kind !== 'ConfigMap')).toEqual([]);
    },
  );

  test.each(['labels', 'annotations'])('a StorageClass is let through by its %s', async place => {
    const name = `opted-out-by-${place}`;
    const optedOut = { ...BAD_CLASS, metadata: { name, [place]: { 'stowage.dev/webhook': 'ignore' } } };
    expect((await create('', { ...BAD_CLASS, metadata: { name } })).stderr).toContain('fstype "ex4"');
    expect(await create('', optedOut)).toMatchObject({ code: 0, stderr: '' });
  });

  test('nothing that it has done so far was forbidden to its account', async () => {
    const reasons = (await stowage.log()).map(line => stringAt(line, 'reason') ?? '');
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter(reason => reason.includes('forbidden'))).toEqual([]);
  });

  test('while it is down, pods without claims are created, claims are bound, and what needs us waits', async () => {
    const { kubectl } = controlPlane();
    await create('shop', claim('files', '', { spec: { volumeName: 'files' } }));
    await stowage.service.stop();
    expect(await create('shop', pod('without'))).toMatchObject({ code: 0, stderr: '' });
    expect((await create('shop', pod('with', 'data'))).stderr).toContain(
      'failed calling webhook "pod.stowage.dev"',
    );
    expect(await create('kube-system', pod('with', 'data'))).toMatchObject({ code: 0 });
    await kubectl(['create', '-f', '-'], VOLUME);
    const bound = '--for=jsonpath={.status.phase}=Bound';
    await kubectl(['wait', '--namespace=shop', bound, '--timeout=60s', 'pvc/files']);
    await stowage.service.start();
    expect((await create('shop', pod('with', 'data'), CAPACITY)).stdout).toBe(INJECTED);
  });

  test('started while kube-apiserver is down, it waits for it and is ready soon after', async ({
    annotate,
  }) => {
    const { apiServer } = controlPlane().components;
    const { service, opsAddress } = stowage;
    await service.stop();
    await apiServer.stop();
    const ready = service.start();
    const isAlive = async () => (await fetch(`${opsAddress}/livez`).catch(() => undefined))?.status === 200;
    await eventually(isAlive, 'it answers', DEADLINE_MS);
    expect(await (await fetch(`${opsAddress}/readyz`)).text()).toContain('not read yet: ');
    await apiServer.start();
    const start = performance.now();
    await ready;
    await annotate(`ready ${Math.round(performance.now() - start)} ms after kube-apiserver`);
    expect((await create('shop', pod('patient', 'data'), CAPACITY)).stdout).toBe(INJECTED);
  });

  test('a kind that is installed later is read', async () => {
    await addKinds(controlPlane(), VENDOR_KINDS.filter(isInstalledLater));
    await controlPlane().kubectl(['create', '-f', '-'], BLOCK_DEVICE);
    await eventually(async () => (await devices()) === 1, 'the device is known', FOUND_MS);
    expect(await devices()).toBe(1);
  });

  test('while kube-apiserver is down, it answers from what it knows; afterwards it learns again', async ({
    annotate,
  }) => {
    const { components } = controlPlane();
    const { namespace } = INSTALLATION;
    const secret = await read(`--namespace=${namespace}`, 'secret', authoritySecretName(INSTALLATION));
    const ca = Buffer.from(stringAt(secret, 'data', 'ca.crt') ?? '', 'base64');
    const agent = new Agent({ ca, servername: `${webhookServiceName(INSTALLATION)}.${namespace}.svc` });
    await components.apiServer.stop();
    const answer = await postReview(
      { port: stowage.webhookPort, agent },
      '/pod/mutate',
      creation(podWith(['data'])),
    );
    expect(JSON.stringify(answer.patch)).toContain(`"requests":${INJECTED}`);
    expect((await fetch(`${stowage.opsAddress}/readyz`)).status).toBe(200);
    const down = performance.now();
    await components.apiServer.start();
    const start = performance.now();
    const isFresh = async () =>
      (await unreadable()).length === 0 && (await staleMs()) < performance.now() - down;
    await eventually(isFresh, 'every kind is current again', FRESH_MS);
    await annotate(`fresh ${Math.round(performance.now() - start)} ms after kube-apiserver was back`);
    expect(await (await fetch(`${stowage.opsAddress}/readyz`)).text()).toBe('ok\n');
  });
});
