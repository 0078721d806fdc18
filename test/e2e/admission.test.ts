import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { arrayAt, objectAt, stringAt } from '../../src/core/json.ts';
import type { JsonValue } from '../../src/core/json.ts';
import { eventually } from '../support/eventually.ts';
import { logsFolder } from './support/components.ts';
import { applyExampleCluster, EXAMPLES } from './support/examples.ts';
import { claim, pod, podSpec } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { startOtherWebhook } from './support/other-webhook.ts';
import type { OtherWebhook } from './support/other-webhook.ts';
import { withStowage } from './support/stowage.ts';
import { describeOnControlPlane } from './support/suite.ts';

const RESOURCES = { limits: { 'topolvm.io/capacity': '1' }, requests: { 'topolvm.io/capacity': '1' } };
const AUDIT = {
  'audit-policy-file': resolve(import.meta.dirname, 'support/audit-policy.yaml'),
  'audit-log-path': '-',
};

const DEADLINE_MS = 20_000;

const BAD_CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {},
  provisioner: 'com.iomesh.csi-driver',
  parameters: {
    'csi.storage.k8s.io/fstype': 'ex4',
    clusterConnection: 'iomesh-system/iomesh-csi-configmap',
    iomeshCluster: 'iomesh-system/iomesh',
  },
};

/** A pod in fields that few pods have, some of them newer than any client library. */
const RICH_SPEC = {
  activeDeadlineSeconds: 3600,
  automountServiceAccountToken: false,
  dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
  hostUsers: false,
  hostnameOverride: 'db.example.com',
  os: { name: 'linux' },
  readinessGates: [{ conditionType: 'example.com/ready' }],
  schedulingGates: [{ name: 'example.com/later' }],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: {},
      matchLabelKeys: ['pod-template-hash'],
    },
  ],
  initContainers: [{ name: 'sidecar', image: 'registry.example/sidecar:1', restartPolicy: 'Always' }],
  containers: [
    {
      name: 'main',
      image: 'registry.example/main:1',
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
      restartPolicy: 'Never',
      restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
      volumeMounts: [{ name: 'data', mountPath: '/data', recursiveReadOnly: 'IfPossible', readOnly: true }],
    },
  ],
};

function deployment(name: string, spec: object): Manifest {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

describeOnControlPlane('admission by kube-apiserver and stowage', { apiServerFlags: AUDIT }, controlPlane => {
  const stowage = withStowage(controlPlane, applyExampleCluster);

  beforeAll(async () => {
    await controlPlane().createNamespace('opted-out', { 'stowage.dev/webhook': 'ignore' });
    for (const namespace of ['shop', 'opted-out'])
      await kubectl('create', namespace, claim('data', 'topolvm-ssd'));
  });

  async function kubectl(
    verb: 'apply' | 'create',
    namespace: string,
    objects: Manifest | readonly Manifest[],
  ) {
    return await controlPlane().tryKubectl([verb, `--namespace=${namespace}`, '-f', '-'], objects);
  }

  async function get(namespace: string, ...args: readonly string[]): Promise<JsonValue> {
    const text = await controlPlane().kubectl(['get', `--namespace=${namespace}`, '--output=json', ...args]);
    return JSON.parse(text) as JsonValue;
  }

  /** The annotations of a request in the audit log, where it is noted after the answer. */
  async function audited(name: string): Promise<JsonValue | undefined> {
    const file = join(logsFolder(controlPlane().folder), 'kube-apiserver.log');
    const lines = async () => {
      const log = (await readFile(file, 'utf8')).split('\n');
      return log.filter(line => line.startsWith('{"kind":"Event"') && line.includes(`"name":"${name}"`));
    };
    await eventually(async () => (await lines()).length > 0, `the creation of ${name} is noted`);
    return objectAt(JSON.parse((await lines()).at(-1) ?? '') as JsonValue, 'annotations');
  }

  /** How many operations each of our patches for a pod had; they are logged after the answers. */
  async function patchesFor(name: string, count: number): Promise<readonly unknown[]> {
    const patches = async () => {
      const lines = (await stowage().log()).filter(line => line['webhook'] === '/pod/mutate');
      return lines.filter(line => line['name'] === name).map(({ operations = 0 }) => operations);
    };
    await eventually(async () => (await patches()).length >= count, `pod ${name} is reviewed`);
    return await patches();
  }

  async function beside(webhook: Omit<OtherWebhook, 'namespace'>): Promise<void> {
    const stop = await startOtherWebhook(controlPlane(), { ...webhook, namespace: 'shop' });
    onTestFinished(stop);
  }

  test('the pods of a StatefulSet get what their claims need, which are made a moment before', async () => {
    await controlPlane().kubectl(['apply', '-f', join(EXAMPLES, 'manifests/topolvm-statefulset.yaml')]);
    await controlPlane().kubectl(['wait', '--namespace=shop', '--for=create', '--timeout=60s', 'pod/db-0']);
    expect(await get('shop', 'pod/db-0')).toMatchObject({
      metadata: { annotations: { 'capacity.topolvm.io/ssd': String(50 * 2 ** 30) } },
      spec: {
        containers: [{ resources: { ...RESOURCES, requests: { ...RESOURCES.requests, memory: '1Gi' } } }],
      },
    });
  });

  test('so do pods whose names kube-apiserver makes', async () => {
    await kubectl('create', 'shop', deployment('web', podSpec('data')));
    const selector = ['pods', '--selector=app=web'];
    await eventually(
      async () => arrayAt(await get('shop', ...selector), 'items').length === 2,
      'two pods are there',
    );
    for (const item of arrayAt(await get('shop', ...selector), 'items')) {
      expect(stringAt(item, 'metadata', 'generateName')).toMatch(/^web-/);
      expect(arrayAt(item, 'spec', 'containers')).toMatchObject([{ resources: RESOURCES }]);
    }
  });

  test('a dry run shows the patch and stores nothing', async () => {
    const args = ['create', '--namespace=shop', '--dry-run=server', '--output=json', '-f', '-'];
    const { stdout, code } = await controlPlane().tryKubectl(args, pod('rehearsed', 'data'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ spec: { containers: [{ resources: RESOURCES }] } });
    expect((await controlPlane().tryKubectl(['get', '--namespace=shop', 'pod/rehearsed'])).stderr).toContain(
      'NotFound',
    );
  });

  test('fields that the service knows nothing of are stored as they came', async () => {
    const rich = pod('rich', 'data', RICH_SPEC);
    for (const namespace of ['shop', 'opted-out'])
      expect(await kubectl('create', namespace, rich)).toMatchObject({ code: 0, stderr: '' });
    const ours = objectAt(await get('shop', 'pod/rich'), 'spec') ?? {};
    const untouched = objectAt(await get('opted-out', 'pod/rich'), 'spec') ?? {};
    const containers = arrayAt(untouched, 'containers').map(one => ({
      ...objectAt(one),
      resources: RESOURCES,
    }));
    expect(untouched).toMatchObject(RICH_SPEC);
    expect(ours).toEqual({ ...untouched, containers });
  });

  test('what a webhook before ours brings in is seen', async () => {
    await beside({
      name: 'aaa-adds-a-claim',
      patch: () => [
        {
          op: 'add',
          path: '/spec/volumes/-',
          value: { name: 'more', persistentVolumeClaim: { claimName: 'data' } },
        },
      ],
    });
    await kubectl('create', 'shop', pod('joined'));
    expect(await get('shop', 'pod/joined')).toMatchObject({
      spec: { containers: [{ resources: RESOURCES }] },
    });
    expect(await patchesFor('joined', 1)).toHaveLength(1);
  });

  test('after a webhook behind ours we are asked again, and have nothing to add', async () => {
    const sidecar = { name: 'sidecar', image: 'registry.example/sidecar:1' };
    await beside({
      name: 'zzz-adds-a-container',
      patch: () => [{ op: 'add', path: '/spec/containers/-', value: sidecar }],
    });
    await kubectl('create', 'shop', pod('followed', 'data'));
    const containers = arrayAt(await get('shop', 'pod/followed'), 'spec', 'containers');
    expect(containers).toMatchObject([{ resources: RESOURCES }, { name: 'sidecar', resources: {} }]);
    expect(await patchesFor('followed', 2)).toEqual([expect.toSatisfy(operations => operations > 0), 0]);
  });

  test('an object from before can be changed as long as its mistakes stay as they are', async () => {
    const name = 'from-before';
    const ignore = { 'stowage.dev/webhook': 'ignore' };
    await kubectl('create', '', { ...BAD_CLASS, metadata: { name, labels: ignore } });
    const { tryKubectl } = controlPlane();
    const end = await tryKubectl(['label', 'storageclass', name, 'stowage.dev/webhook-']);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/^Warning: iomesh-sc-fstype-invalid: fstype "ex4" is not supported/);
    const more = ['annotate', 'storageclass', name, 'owner=shop'];
    expect(await tryKubectl(more)).toMatchObject({ code: 0, stderr: end.stderr });
  });

  test('a bypass lets an object through, and its reason is in the audit log', async () => {
    const bypass = 'iomesh-sc-fstype-invalid: the driver of our vendor knows it';
    const metadata = { name: 'bypassed', annotations: { 'stowage.dev/bypass': bypass } };
    expect(await kubectl('create', '', { ...BAD_CLASS, metadata })).toMatchObject({ code: 0, stderr: '' });
    const prefix = 'validate.storageclass.stowage.dev';
    expect(await audited('bypassed')).toMatchObject({
      [`${prefix}/bypassed`]: 'iomesh-sc-fstype-invalid',
      [`${prefix}/bypass-reason`]: 'the driver of our vendor knows it',
    });
  });

  test('a denial is in the audit log with its rule', async () => {
    await kubectl('create', '', { ...BAD_CLASS, metadata: { name: 'denied' } });
    expect(await audited('denied')).toMatchObject({
      'validate.storageclass.stowage.dev/denied': 'iomesh-sc-fstype-invalid',
    });
  });

  test('who makes a Deployment is told why it has no pods', async () => {
    await kubectl('create', 'shop', deployment('stuck', { ...podSpec('data'), nodeName: 'k8s-worker-0' }));
    const selector = '--field-selector=reason=PodDenied';
    const events = async () => arrayAt(await get('shop', 'events', selector), 'items');
    await eventually(async () => (await events()).length > 0, 'there is an Event', DEADLINE_MS);
    expect(await events()).toMatchObject([
      {
        type: 'Warning',
        involvedObject: { kind: 'ReplicaSet', name: expect.stringMatching(/^stuck-/) },
        message: expect.stringMatching(/^pod-node-name-bypasses-topology: nodeName skips the scheduler/),
      },
    ]);
    const described = await controlPlane().kubectl([
      'describe',
      '--namespace=shop',
      'replicaset',
      '-l',
      'app=stuck',
    ]);
    expect(described).toMatch(/PodDenied .* stowage\.dev\/webhook/);
  });
});
