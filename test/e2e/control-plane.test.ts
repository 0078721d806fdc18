import { expect, test } from 'vitest';
import { podSpec, readyNode } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { describeOnControlPlane } from './support/suite.ts';

const STORAGE_CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'kubernetes.io/no-provisioner',
  volumeBindingMode: 'WaitForFirstConsumer',
};

const VOLUME: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'local-on-node-2' },
  spec: {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'local',
    local: { path: '/data' },
    nodeAffinity: {
      required: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-2'] }] },
        ],
      },
    },
  },
};

const CLAIM: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

const POD: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'main' }, spec: podSpec('data') };

const STATEFUL_SET: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    replicas: 2,
    podManagementPolicy: 'Parallel',
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } }, spec: podSpec() },
  },
};

describeOnControlPlane('a control plane', {}, controlPlane => {
  test('kubectl, kube-apiserver and the programs beside them are of one release', async () => {
    const versions = JSON.parse(await controlPlane().kubectl(['version', '--output=json']));
    expect(versions.serverVersion.gitVersion).toMatch(/^v1\.\d+\.\d+$/);
    expect(versions.clientVersion.gitVersion).toBe(versions.serverVersion.gitVersion);
  });

  test('a pod is bound to the node that the volume of its claim is on', async () => {
    const { createNamespace, kubectl } = controlPlane();
    await createNamespace('binding');
    await kubectl(['create', '-f', '-'], [readyNode('node-1'), readyNode('node-2'), STORAGE_CLASS, VOLUME]);
    await kubectl(['create', '--namespace=binding', '-f', '-'], [CLAIM, POD]);
    await kubectl([
      'wait',
      '--namespace=binding',
      '--for=condition=PodScheduled',
      '--timeout=60s',
      'pod/main',
    ]);
    await kubectl(['wait', '--namespace=binding', '--for=jsonpath={.status.phase}=Bound', 'pvc/data']);
    const pod = JSON.parse(await kubectl(['get', '--namespace=binding', '--output=json', 'pod/main']));
    const claim = JSON.parse(await kubectl(['get', '--namespace=binding', '--output=json', 'pvc/data']));
    expect(pod.spec.nodeName).toBe('node-2');
    expect(claim.spec).toMatchObject({ storageClassName: 'local', volumeName: 'local-on-node-2' });
  });

  test('the pods of a StatefulSet are made by its controller', async () => {
    const { createNamespace, kubectl } = controlPlane();
    await createNamespace('controllers');
    await kubectl(['create', '--namespace=controllers', '-f', '-'], STATEFUL_SET);
    await kubectl([
      'wait',
      '--namespace=controllers',
      '--for=create',
      '--timeout=60s',
      'pod/db-0',
      'pod/db-1',
    ]);
    const owner = '--output=jsonpath={.metadata.ownerReferences[0].kind}';
    expect(await kubectl(['get', '--namespace=controllers', owner, 'pod/db-1'])).toBe('StatefulSet');
  });

  test('RBAC denies what it does not allow', async () => {
    const { stderr, code } = await controlPlane().tryKubectl(['get', 'pods', '--as=somebody']);
    expect(code).toBe(1);
    expect(stderr).toContain('User "somebody" cannot list resource "pods"');
  });

  test('kube-apiserver can be restarted on its port', async () => {
    const { components, kubectl } = controlPlane();
    await components.apiServer.stop();
    await expect(kubectl(['get', 'namespaces'])).rejects.toThrow('refused');
    await components.apiServer.start();
    expect(await kubectl(['get', 'namespaces', '--output=name'])).toContain('namespace/kube-system');
  });
});
