import { beforeAll, expect, test } from 'vitest';
import { HOOKS } from '../../src/hooks/registry.ts';
import { applyExampleCluster } from './support/examples.ts';
import { claim, pod } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { withStowage } from './support/stowage.ts';
import { describeOnControlPlane } from './support/suite.ts';

const CREATE = ['create', '--namespace=shop', '-f', '-'];
const APPLY = ['apply', '--server-side', '--namespace=shop', '-f', '-'];
const IQN_LIST = 'iomesh.com/iscsi-lun-iqn-allow-list';

/** What somebody does, and what kubectl prints. */
interface Row {
  readonly path: string;
  readonly what: string;
  readonly args: readonly string[];
  readonly stdin?: Manifest;
  /** What was asked for of the object as it is stored; JSON. */
  readonly stdout?: unknown;
  /** Warnings and denials. */
  readonly stderr?: readonly string[];
}

function denied(path: string, first: string, ...more: readonly string[]): readonly string[] {
  const name = HOOKS.find(hook => hook.path === path)?.name;
  return [`admission webhook "${name}" denied the request: ${first}`, ...more];
}

function volumeOf(claimName: string): object {
  return { name: 'data', persistentVolumeClaim: { claimName } };
}

function patch(kind: string, namespace: string, name: string, change: object): readonly string[] {
  return [
    'patch',
    kind,
    `--namespace=${namespace}`,
    name,
    '--type=merge',
    `--patch=${JSON.stringify(change)}`,
  ];
}

function remove(kind: string, namespace: string, name: string): readonly string[] {
  return ['delete', kind, `--namespace=${namespace}`, name];
}

const CLASS_WITH_MISTAKES: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'fast' },
  provisioner: 'com.iomesh.csi-driver',
  parameters: {
    'csi.storage.k8s.io/fstype': 'ex4',
    replicaFactor: '4',
    clusterConnection: 'iomesh-system/iomesh-csi-configmap',
    iomeshCluster: 'iomesh-system/iomesh',
  },
};

const CONNECTION_WITH_MISTAKES: Manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'csi-configmap' },
  data: {
    clusterId: 'k8s-cluster',
    iscsiPortal: '127.0.0.1',
    metaAddr: 'iomesh-meta-client.iomesh-system.svc.cluster.local:10100',
  },
};

const SNAPSHOT_CLASS: Manifest = {
  apiVersion: 'snapshot.storage.k8s.io/v1',
  kind: 'VolumeSnapshotClass',
  metadata: { name: 'iomesh' },
  driver: 'com.iomesh.csi-driver',
  deletionPolicy: 'Delete',
};

const VOLUME_MADE_WITH_THE_POD = {
  name: 'scratch',
  ephemeral: {
    volumeClaimTemplate: {
      spec: {
        storageClassName: 'topolvm-ssd',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '3Gi' } },
      },
    },
  },
};

/** What is there besides the example cluster. */
const GIVEN: readonly Manifest[] = [
  claim('given', 'localpv-ssd'),
  claim('ssd', 'topolvm-ssd'),
  claim('remote', 'iomesh-cluster-1'),
  claim('external', 'iomesh', {
    metadata: {
      annotations: { 'iomesh.com/external-use': 'true', [IQN_LIST]: 'iqn.2015-06.com.example:host-1' },
    },
    spec: { volumeMode: 'Block' },
  }),
  SNAPSHOT_CLASS,
];

const ROWS: readonly Row[] = [
  {
    path: '/pvc/mutate',
    what: 'a claim says of which driver and where it is',
    args: [...CREATE, '--output=jsonpath={.metadata.annotations}'],
    stdin: claim('told', 'topolvm-ssd'),
    stdout: { 'stowage.dev/driver': 'topolvm', 'stowage.dev/topology': 'ssd' },
  },
  {
    path: '/pod/mutate',
    what: 'a pod asks for the capacity of its volume',
    args: [...CREATE, '--output=jsonpath={.spec.containers[0].resources}'],
    stdin: pod('ssd', 'ssd'),
    stdout: { limits: { 'topolvm.io/capacity': '1' }, requests: { 'topolvm.io/capacity': '1' } },
  },
  {
    path: '/pod/mutate',
    what: 'a pod applied by the server asks for its volume and for the one that is made with it',
    args: [...APPLY, '--output=jsonpath={.metadata.annotations}'],
    stdin: pod('both', 'ssd', { volumes: [volumeOf('ssd'), VOLUME_MADE_WITH_THE_POD] }),
    stdout: { 'capacity.topolvm.io/ssd': String(4 * 2 ** 30) },
  },
  {
    path: '/pod/mutate',
    what: 'a pod goes to the nodes of its IOMesh cluster',
    args: [...CREATE, '--output=jsonpath={.spec.affinity.nodeAffinity}'],
    stdin: pod('remote', 'remote'),
    stdout: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              {
                key: 'kubernetes.io/hostname',
                operator: 'In',
                values: ['k8s-worker-3', 'k8s-worker-4', 'k8s-worker-5'],
              },
            ],
          },
        ],
      },
    },
  },
  {
    path: '/pod/mutate',
    what: 'a pod prefers the nodes with a free device that is large enough',
    args: [...CREATE, '--output=jsonpath={.spec.affinity.nodeAffinity}'],
    stdin: pod('local', 'given'),
    stdout: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          preference: {
            matchExpressions: [
              {
                key: 'topology.iomesh-localpv-manager.csi/node',
                operator: 'In',
                values: ['k8s-worker-1', 'k8s-worker-5'],
              },
            ],
          },
        },
      ],
    },
  },
  {
    path: '/pod/mutate',
    what: 'a pod that skips the scheduler',
    args: CREATE,
    stdin: pod('pinned', 'given', { nodeName: 'k8s-worker-1' }),
    stderr: denied(
      '/pod/mutate',
      'pod-node-name-bypasses-topology: nodeName skips the scheduler: claim given stays Pending (spec.nodeName). Fix: Use the nodeSelector kubernetes.io/hostname in place of nodeName.',
    ),
  },
  {
    path: '/pod/mutate',
    what: 'a pod whose claim does not exist',
    args: CREATE,
    stdin: pod('early', 'late'),
    stderr: [
      'pod-pvc-missing: PersistentVolumeClaim shop/late does not exist (spec.volumes[0].persistentVolumeClaim.claimName). Fix: Create the claim, or correct claimName.',
    ],
  },
  {
    path: '/pvc/validate',
    what: 'a local claim for many nodes',
    args: CREATE,
    stdin: claim('shared', 'topolvm-ssd', { spec: { accessModes: ['ReadWriteMany'] } }),
    stderr: denied(
      '/pvc/validate',
      'topolvm-pvc-access-mode: TopoLVM does not support the access mode ReadWriteMany (spec.accessModes[0]). Fix: Use ReadWriteOnce or ReadWriteOncePod: a logical volume is on one node.',
    ),
  },
  {
    path: '/pvc/validate',
    what: 'a claim of a class that does not exist',
    args: CREATE,
    stdin: claim('lost', 'nowhere'),
    stderr: [
      'pvc-storage-class-missing: StorageClass nowhere does not exist (spec.storageClassName). Fix: Create the class, or correct storageClassName.',
    ],
  },
  {
    path: '/pvc/validate',
    what: 'an update that brings in an initiator without an iSCSI name',
    args: patch('pvc', 'shop', 'external', { metadata: { annotations: { [IQN_LIST]: 'host-1' } } }),
    stderr: [
      `iomesh-pvc-iqn-format: "host-1" does not look like an iSCSI name (metadata.annotations["${IQN_LIST}"]). Fix: Write iqn.yyyy-mm.domain:name as it stands in /etc/iscsi/initiatorname.iscsi of the client.`,
    ],
  },
  {
    path: '/pvc/validate',
    what: 'the deletion of a claim with initiators',
    args: remove('pvc', 'shop', 'external'),
    stderr: denied(
      '/pvc/validate',
      `iomesh-pvc-iqn-list-blocks-delete: initiators may still use the volume of this claim (metadata.annotations["${IQN_LIST}"]). Fix: Empty or remove the annotation ${IQN_LIST} before deleting the claim.`,
    ),
  },
  {
    path: '/storageclass/validate',
    what: 'a class with two mistakes',
    args: CREATE,
    stdin: CLASS_WITH_MISTAKES,
    stderr: denied(
      '/storageclass/validate',
      'iomesh-sc-fstype-invalid: fstype "ex4" is not supported (parameters["csi.storage.k8s.io/fstype"]). Fix: Did you mean "ext4"? Allowed: ext4, ext3, ext2, xfs.',
      'iomesh-sc-replica-factor-invalid: replicaFactor "4" is not supported (parameters.replicaFactor). Fix: Use "2" or "3".',
    ),
  },
  {
    path: '/storageclass/validate',
    what: 'an update that promises what the driver does not do',
    args: ['patch', 'storageclass', 'localpv-ssd', '--patch={"allowVolumeExpansion":true}'],
    stderr: [
      'localpv-sc-expansion-unsupported: expansion of LocalPV volumes is not documented (allowVolumeExpansion). Fix: Remove allowVolumeExpansion.',
    ],
  },
  {
    path: '/configmap/validate',
    what: 'a connection with a wrong portal, and a doubtful address',
    args: ['create', '--namespace=iomesh-system', '-f', '-'],
    stdin: CONNECTION_WITH_MISTAKES,
    stderr: [
      'csi-configmap-duplicate-meta-addr: ConfigMap iomesh-system/iomesh-csi-configmap has the same metaAddr (data.metaAddr). Fix: Correct one of the addresses, or delete one ConfigMap; each IOMesh cluster needs its own.',
      ...denied(
        '/configmap/validate',
        'csi-configmap-iscsi-portal: iscsiPortal is "127.0.0.1", but inside the cluster it is 127.0.0.1:3260 (data.iscsiPortal). Fix: Write 127.0.0.1:3260; a virtual IP belongs in the Helm values of EXTERNAL installations.',
      ),
    ],
  },
  {
    path: '/configmap/validate',
    what: 'an update that loses the port',
    args: patch('configmap', 'iomesh-system', 'iomesh-csi-configmap', { data: { metaAddr: 'somewhere' } }),
    stderr: denied(
      '/configmap/validate',
      'csi-configmap-meta-addr-format: metaAddr "somewhere" is not <host>:<port>: the port is missing (data.metaAddr). Fix: Write <cluster>-meta-client.<namespace>.svc.cluster.local:10100.',
    ),
  },
  {
    path: '/configmap/validate',
    what: 'the deletion of a connection in use',
    args: remove('configmap', 'iomesh-system', 'iomesh-csi-configmap'),
    stderr: denied(
      '/configmap/validate',
      'csi-configmap-delete-in-use: iomesh-system/iomesh-csi-configmap is used by StorageClass iomesh. Fix: Delete the StorageClass first.',
    ),
  },
  {
    path: '/iomeshcluster/validate',
    what: 'an update that removes two chunks at once',
    args: patch('iomeshcluster', 'iomesh-cluster-1', 'iomesh-cluster-1', {
      spec: { chunk: { replicas: 1 } },
    }),
    stderr: [
      'iomesh-cluster-chunk-replicas: chunk.replicas is 1 (spec.chunk.replicas). Fix: Use a number from 3 to 255.',
      ...denied(
        '/iomeshcluster/validate',
        'op-scale-chunk-step: 2 chunk pods would be removed at once (3 to 1) (spec.chunk.replicas). Fix: Unregister one chunk, lower chunk.replicas by 1, and wait before the next.',
      ),
    ],
  },
  {
    path: '/iomeshcluster/validate',
    what: 'the deletion of the management cluster before the others',
    args: remove('iomeshcluster', 'iomesh-system', 'iomesh'),
    stderr: denied(
      '/iomeshcluster/validate',
      'op-delete-management-first: Other clusters are managed from iomesh-system: iomesh-cluster-1/iomesh-cluster-1 (metadata.name). Fix: Delete the other clusters first: their operators and finalizers live with the management cluster.',
    ),
  },
  {
    path: '/zookeepercluster/validate',
    what: 'a single ZooKeeper server',
    args: CREATE,
    stdin: {
      apiVersion: 'zookeeper.pravega.io/v1beta1',
      kind: 'ZookeeperCluster',
      metadata: { name: 'single' },
      spec: { replicas: 2 },
    },
    stderr: ['zk-replicas: replicas is 2 (spec.replicas). Fix: Use 3 or 5.'],
  },
  {
    path: '/zookeepercluster/validate',
    what: 'the deletion of the management ZooKeeper before the other clusters',
    args: remove('zookeepercluster', 'iomesh-system', 'iomesh-zookeeper'),
    stderr: denied(
      '/zookeepercluster/validate',
      'op-delete-management-first: Other clusters are managed from iomesh-system: iomesh-cluster-1/iomesh-cluster-1 (metadata.name). Fix: Delete the other clusters first: their operators and finalizers live with the management cluster.',
    ),
  },
  {
    path: '/volumesnapshotclass/validate',
    what: 'an update with a misspelt driver',
    args: [
      'patch',
      'volumesnapshotclass',
      'iomesh',
      '--type=merge',
      '--patch={"driver":"com.iomesh.csidriver"}',
    ],
    stderr: denied(
      '/volumesnapshotclass/validate',
      'snapshot-class-driver-invalid: driver "com.iomesh.csidriver" is not supported (driver). Fix: Did you mean "com.iomesh.csi-driver"? Allowed: com.iomesh.csi-driver.',
    ),
  },
  {
    path: '/blockdevice/validate',
    what: 'the deletion of a device in use',
    args: remove('blockdevice', 'iomesh-system', 'blockdevice-0'),
    stderr: denied(
      '/blockdevice/validate',
      'op-blockdevice-delete-claimed: BlockDevice blockdevice-0 is Claimed (status.claimState). Fix: Add it to exclude in the deviceMap and wait until it is Unclaimed.',
    ),
  },
];

/** The lines that kubectl prints, without what it says of itself. */
function said(stderr: string): readonly string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '')
    .map(line =>
      line.replace(/^(Warning: |Error from server \(Forbidden\): (error when creating "STDIN": )?)/, ''),
    );
}

describeOnControlPlane('the hooks on a kube-apiserver', {}, controlPlane => {
  withStowage(controlPlane, applyExampleCluster);

  beforeAll(async () => {
    const { kubectl } = controlPlane();
    await kubectl(CREATE, GIVEN);
    await kubectl(
      patch('blockdevice', 'iomesh-system', 'blockdevice-0', { status: { claimState: 'Claimed' } }),
    );
  });

  test('every hook has a row', () => {
    const paths = new Set(ROWS.map(({ path }) => path));
    expect([...paths].toSorted()).toEqual(HOOKS.map(({ path }) => path).toSorted());
  });

  test.each(ROWS)('$path: $what', async ({ args, stdin, stdout, stderr = [] }) => {
    const end = await controlPlane().tryKubectl(args, stdin);
    const isDenied = stderr.some(line => line.includes('denied the request'));
    expect({ lines: said(end.stderr), code: end.code }).toEqual({ lines: stderr, code: isDenied ? 1 : 0 });
    if (stdout !== undefined) expect(JSON.parse(end.stdout)).toEqual(stdout);
  });

  test('a claim is let go once its list of initiators is empty', async () => {
    const { tryKubectl, kubectl } = controlPlane();
    await kubectl(['annotate', 'pvc', '--namespace=shop', 'external', '--overwrite', `${IQN_LIST}=`]);
    expect(await tryKubectl(remove('pvc', 'shop', 'external'))).toMatchObject({ code: 0, stderr: '' });
  });
});
