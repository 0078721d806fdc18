import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import { ApiError } from '../../src/kube/api/api-error.ts';
import type { ApiClient } from '../../src/kube/api/api-request.ts';
import { startCluster } from '../../src/kube/cluster.ts';
import type { Cluster, ClusterOptions } from '../../src/kube/cluster.ts';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import { connectToCluster, loadKubeConfig } from '../../src/kube/kube-config.ts';
import { createEventRecorder } from '../../src/kube/objects/events.ts';
import { createSecrets } from '../../src/kube/objects/secrets.ts';
import { reviewToken } from '../../src/kube/objects/token-review.ts';
import { watchNamed } from '../../src/kube/objects/watch-named.ts';
import { createWebhookConfigurations } from '../../src/kube/objects/webhook-configurations.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/list-watch.ts';
import { creation, podWith } from '../support/objects.ts';
import type { ControlPlane } from './support/control-plane.ts';
import { kubeconfig } from './support/credentials.ts';
import { addKinds } from './support/custom-kinds.ts';
import { claim, pod } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { describeOnControlPlane } from './support/suite.ts';

const CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'local' },
  provisioner: 'kubernetes.io/no-provisioner',
  volumeBindingMode: 'WaitForFirstConsumer',
};

/** Generous, for the tests share two cores with a control plane. */
const DEADLINE_MS = 30_000;

function connect(file: string): ApiClient {
  const client = connectToCluster({ file });
  onTestFinished(() => client.close());
  return client;
}

function read(client: ApiClient, options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = startCluster({ client, log: keptLog(), ...options });
  onTestFinished(cluster.stop);
  return cluster;
}

/** A ServiceAccount of its own with rules of its own; returns its kubeconfig file. */
async function accountWith(
  { kubectl, server, authority, folder }: ControlPlane,
  name: string,
  rules: readonly object[],
): Promise<{ readonly file: string; readonly token: string }> {
  const metadata = { name };
  const subjects = [{ kind: 'ServiceAccount', namespace: 'default', name }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
  await kubectl(
    ['apply', '-f', '-'],
    [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, namespace: 'default' } },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata, subjects, roleRef },
    ],
  );
  const token = (await kubectl(['create', 'token', '--namespace=default', name])).trim();
  const file = join(folder, `${name}.kubeconfig`);
  await writeFile(file, kubeconfig(server, authority, token));
  return { file, token };
}

function podOf(owner: string): AdmissionRequest {
  const ownerReferences = [
    { apiVersion: 'apps/v1', kind: 'StatefulSet', name: owner, uid: 'f2a7', controller: true },
  ];
  return creation(podWith([], { metadata: { ownerReferences } }), { namespace: 'default' });
}

describeOnControlPlane('what is read from kube-apiserver', {}, controlPlane => {
  test('is complete, and stays current', async () => {
    const { kubectl, createNamespace, kubeconfig: file } = controlPlane();
    await createNamespace('current');
    await kubectl(['create', '-f', '-'], CLASS);
    const since = performance.now();
    const cluster = read(connect(file));
    await cluster.whenRead();
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(cluster.cannotDecide()).toBeUndefined();
    const isComplete = () => RESOURCES.every(({ kind }) => cluster.lookup.isComplete(kind));
    await eventually(isComplete, 'every kind is complete', DEADLINE_MS);
    expect(cluster.problems()).toEqual(new Map());
    expect(cluster.lookup.get('StorageClass', undefined, 'local')).toMatchObject({
      provisioner: CLASS['provisioner'],
    });
    expect(cluster.lookup.list('IOMeshCluster')).toEqual([]);
    await kubectl(
      ['create', '--namespace=current', '-f', '-'],
      [claim('data', 'local'), pod('main', 'data')],
    );
    const uses = () => cluster.lookup.indexed('Pod/claim', 'current/data');
    await eventually(() => uses().length === 1, 'the pod is known', DEADLINE_MS);
    await kubectl(['annotate', '--namespace=current', 'pvc/data', 'example.com/a=b']);
    const annotated = () => JSON.stringify(cluster.lookup.get('PersistentVolumeClaim', 'current', 'data'));
    await eventually(() => annotated().includes('example.com/a'), 'the change is known', DEADLINE_MS);
    await kubectl(['delete', '--namespace=current', '--force', '--grace-period=0', 'pod/main']);
    await eventually(() => uses().length === 0, 'the pod is gone', DEADLINE_MS);
  });

  test('includes a kind that is added later', async () => {
    const { kubectl, kubeconfig: file } = controlPlane();
    const cluster = read(connect(file), { times: { absentMs: 1_000 } });
    await cluster.whenRead();
    await addKinds(controlPlane(), [{ group: 'iomesh.com', version: 'v1alpha1', kind: 'IOMeshCluster' }]);
    const object = {
      apiVersion: 'iomesh.com/v1alpha1',
      kind: 'IOMeshCluster',
      metadata: { namespace: 'default', name: 'iomesh' },
    };
    await kubectl(['create', '-f', '-'], object);
    const clusters = () => cluster.lookup.list('IOMeshCluster');
    await eventually(() => clusters().length === 1, 'the cluster is known', DEADLINE_MS);
    await kubectl(['delete', 'crd/iomeshclusters.iomesh.com']);
    await eventually(() => clusters().length === 0, 'the cluster is gone', DEADLINE_MS);
    expect(cluster.lookup.isComplete('IOMeshCluster')).toBe(true);
  });

  test('is current again soon after kube-apiserver was killed and started again', async () => {
    const { components, kubectl, kubeconfig: file } = controlPlane();
    const cluster = read(connect(file));
    await cluster.whenRead();
    await components.apiServer.stop();
    await eventually(() => cluster.problems().size > 0, 'the loss is known', DEADLINE_MS);
    expect(cluster.cannotDecide()).toBeUndefined();
    expect(cluster.lookup.list('Namespace').length).toBeGreaterThan(0);
    await components.apiServer.start();
    const back = performance.now();
    await kubectl(['create', 'namespace', 'after-the-restart']);
    const isKnown = () => cluster.lookup.get('Namespace', undefined, 'after-the-restart') !== undefined;
    await eventually(isKnown, 'the new namespace is known', DEADLINE_MS);
    await eventually(() => cluster.problems().size === 0, 'everything is read again', DEADLINE_MS);
    expect(performance.now() - back).toBeLessThan(10_000);
  });

  test('says which permission is missing, and is read once it is given', async () => {
    const readNodes = { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] };
    const { file } = await accountWith(controlPlane(), 'reader', [readNodes]);
    const resources = RESOURCES.filter(({ kind }) => kind === 'Node' || kind === 'PersistentVolumeClaim');
    const cluster = read(connect(file), { resources });
    await eventually(() => cluster.lookup.isComplete('Node'), 'nodes are read', DEADLINE_MS);
    await eventually(() => cluster.problems().size > 0, 'the refusal is known', DEADLINE_MS);
    expect(cluster.cannotDecide()).toBe(
      'not read yet: PersistentVolumeClaim (may not list persistentvolumeclaims: persistentvolumeclaims is forbidden: ' +
        'User "system:serviceaccount:default:reader" cannot list resource "persistentvolumeclaims" in API group "" ' +
        'at the cluster scope)',
    );
    const readClaims = { ...readNodes, resources: ['persistentvolumeclaims'] };
    await accountWith(controlPlane(), 'reader', [readNodes, readClaims]);
    await cluster.whenRead();
    expect(cluster.cannotDecide()).toBeUndefined();
  });

  test('has a claim that was made a moment ago, though its event is still to come', async () => {
    const { kubectl, createNamespace, kubeconfig: file } = controlPlane();
    await createNamespace('moment');
    const client = connect(file);
    const cluster = read({ ...client, open: withoutEvents(client) });
    await cluster.whenRead();
    await kubectl(['create', '--namespace=moment', '-f', '-'], claim('data', 'local'));
    expect(cluster.lookup.get('PersistentVolumeClaim', 'moment', 'data')).toBeUndefined();
    await cluster.prepare(creation(podWith(['data']), { namespace: 'moment' }));
    expect(cluster.lookup.get('PersistentVolumeClaim', 'moment', 'data')).toBeDefined();
  });
});

/** Watches that bring nothing. */
function withoutEvents({ open }: ApiClient): ApiClient['open'] {
  return async (request, patience, signal) => {
    const query = {
      ...request.query,
      ...(request.query?.['watch'] && { fieldSelector: 'metadata.name=nothing' }),
    };
    return await open({ ...request, query }, patience, signal);
  };
}

describeOnControlPlane('what is written to kube-apiserver', {}, controlPlane => {
  const content = {
    name: 'ca',
    type: 'Opaque',
    labels: { a: 'b' },
    annotations: {},
    data: { 'ca.crt': 'PEM' },
  };

  async function statusOf(promise: Promise<unknown>): Promise<unknown> {
    return await promise.then(
      () => 200,
      (error: unknown) => (error instanceof ApiError ? error.status : error),
    );
  }

  test('are Secrets, by a ServiceAccount that may touch only one, which sees its changes', async () => {
    const { kubectl } = controlPlane();
    const named = { apiGroups: [''], resources: ['secrets'], resourceNames: ['ca'] };
    const { file } = await accountWith(controlPlane(), 'keeper', [
      { ...named, verbs: ['get', 'list', 'watch', 'update', 'delete'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    ]);
    const client = connect(file);
    const secrets = createSecrets(client, 'default');
    const changes: string[] = [];
    let watches = 0;
    const open: ApiClient['open'] = async (request, ...rest) => {
      const stream = await client.open(request, ...rest);
      if (request.query?.['watch'] !== undefined && stream.status === 200) watches += 1;
      return stream;
    };
    const stop = watchNamed(
      [{ kind: 'Secret', group: '', versions: ['v1'], plural: 'secrets', namespace: 'default', name: 'ca' }],
      { client: { ...client, open }, log: keptLog(), onChange: ({ type }) => void changes.push(type) },
    );
    onTestFinished(stop);
    await eventually(() => watches === 1, 'the Secret is watched', DEADLINE_MS);
    expect(await secrets.get('ca')).toBeUndefined();
    await secrets.create(content);
    expect(await statusOf(secrets.create(content))).toBe(409);
    const stored = await secrets.get('ca');
    if (stored === undefined) throw new Error('it was made');
    expect(stored).toMatchObject(content);
    await secrets.update({ ...stored, data: { 'ca.crt': 'new' } });
    expect(await statusOf(secrets.update(stored))).toBe(409);
    expect(await statusOf(secrets.delete('ca', 'another-uid'))).toBe(409);
    await secrets.delete('ca', stored.uid);
    expect(await secrets.get('ca')).toBeUndefined();
    await eventually(() => changes.at(-1) === 'removed', 'all changes are seen', DEADLINE_MS);
    expect(changes[0]).toBe('put');
    expect(await statusOf(secrets.get('other'))).toBe(403);
    expect(await kubectl(['get', 'secrets', '--namespace=default', '--output=name'])).not.toContain(
      'secret/ca',
    );
  });

  test('are caBundles of our own configurations, and nothing else in them', async () => {
    const { kubectl, kubeconfig: file } = controlPlane();
    const webhook = (name: string) => ({
      name,
      clientConfig: { service: { namespace: 'default', name: 'none', path: '/x' } },
      rules: [
        { apiGroups: ['example.com'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['nothing'] },
      ],
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      failurePolicy: 'Ignore',
    });
    const configuration = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'zz-own', annotations: { a: 'b' } },
      webhooks: [webhook('a.stowage.dev'), webhook('b.stowage.dev')],
    };
    await kubectl(['apply', '-f', '-'], configuration);
    const { file: writer } = await accountWith(controlPlane(), 'writer', [
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: ['zz-own'],
        verbs: ['get', 'patch'],
      },
    ]);
    const configurations = createWebhookConfigurations(connect(writer), [
      { kind: 'ValidatingWebhookConfiguration', name: 'zz-own' },
    ]);
    const [before] = await configurations.list();
    if (before === undefined) throw new Error('it was made');
    // Any certificate will do.
    const { caData } = loadKubeConfig({ file }).getCurrentCluster() ?? {};
    const pem = Buffer.from(caData ?? '', 'base64').toString('utf8');
    await configurations.applyCaBundle(before, pem);
    expect(await statusOf(configurations.applyCaBundle(before, pem))).toBe(409);
    const [after] = await configurations.list();
    expect(after?.webhooks.map(({ caBundle }) => caBundle)).toEqual([pem, pem]);
    const stored = JSON.parse(
      await kubectl([
        'get',
        '--output=json',
        '--show-managed-fields',
        'validatingwebhookconfiguration/zz-own',
      ]),
    );
    expect(stored.webhooks[0]).toMatchObject(webhook('a.stowage.dev'));
    const owned = stored.metadata.managedFields.find((one: JsonObject) => one['manager'] === 'stowage-ca');
    expect(Object.keys(owned.fieldsV1)).toEqual(['f:webhooks']);
  });

  test('are Events that a user sees at the controller', async () => {
    const { kubectl, kubeconfig: file } = controlPlane();
    const recorder = createEventRecorder({ client: connect(file), log: keptLog(), instance: 'stowage-0' });
    recorder.podDenied(podOf('db'), 'pod-pvc-missing: claim "data" does not exist');
    const seen = async () => await kubectl(['events', '--namespace=default', '--for=statefulset/db']);
    await eventually(
      async () => (await seen()).includes('claim "data" does not exist'),
      'the Event is there',
      DEADLINE_MS,
    );
    expect(await seen()).toMatch(/Warning\s+PodDenied\s+StatefulSet\/db/);
  });

  test('are questions whose token it is', async () => {
    const { file, token } = await accountWith(controlPlane(), 'caller', []);
    const client = connect(controlPlane().kubeconfig);
    expect(await reviewToken(client, token)).toMatchObject({
      username: 'system:serviceaccount:default:caller',
    });
    expect(await reviewToken(client, token, ['somebody-else'])).toBeUndefined();
    expect(await reviewToken(client, 'made-up')).toBeUndefined();
    expect(await statusOf(reviewToken(connect(file), token))).toBe(403);
  });
});
