/** The nodes that pods run on. */
export const NODES = 5_000;

function uid(index: number, sort: string): string {
  const text = index.toString(16).padStart(8, '0');
  return `${text}-${sort}-4c1d-9f0a-${text.padStart(12, '5')}`;
}

function namespaceOf(index: number): string {
  return `team-${String(index % 400).padStart(3, '0')}-production`;
}

function nodeName(index: number): string {
  return `worker-${String(index % NODES).padStart(4, '0')}.cluster-a.example.internal`;
}

function volumeName(index: number): string {
  return `pvc-${uid(index, 'c1a1')}`;
}

/** What the API server knows of who wrote which field; a third of a pod. */
function managedFields(fields: number): object[] {
  const owned = Object.fromEntries(
    Array.from({ length: fields }, (_, index) => [`f:some-field-name-${index}`, { '.': {}, 'f:value': {} }]),
  );
  const entry = { apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': owned } };
  return [
    { ...entry, manager: 'kube-controller-manager', operation: 'Update', time: '2026-11-01T10:00:00Z' },
    {
      ...entry,
      manager: 'kubelet',
      operation: 'Update',
      time: '2026-11-02T10:00:00Z',
      subresource: 'status',
    },
  ];
}

/** A pod of a StatefulSet, as a running cluster has it. */
export function pod(index: number): object {
  const owner = `database-${Math.floor(index / 3)}`;
  return {
    metadata: {
      name: `${owner}-${index % 3}`,
      generateName: `${owner}-`,
      namespace: namespaceOf(index),
      uid: uid(index, 'b0d1'),
      resourceVersion: String(1_000_000 + index),
      creationTimestamp: '2026-11-01T10:00:00Z',
      labels: {
        'app.kubernetes.io/name': 'database',
        'app.kubernetes.io/instance': owner,
        'apps.kubernetes.io/pod-index': String(index % 3),
        'controller-revision-hash': `${owner}-5d8c7b9f4`,
        'statefulset.kubernetes.io/pod-name': `${owner}-${index % 3}`,
      },
      annotations: { 'checksum/config': uid(index, 'c4ec').repeat(2), 'prometheus.io/scrape': 'true' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: owner,
          uid: uid(Math.floor(index / 3), '57a7'),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: managedFields(12),
    },
    spec: {
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: `data-${owner}-${index % 3}` } },
        { name: 'config', configMap: { name: owner, defaultMode: 420 } },
        {
          name: 'kube-api-access-x2x8k',
          projected: { defaultMode: 420, sources: [{ serviceAccountToken: {} }] },
        },
      ],
      containers: ['database', 'exporter'].map(name => ({
        name,
        image: `registry.example.com/${name}:1.2.3`,
        env: Array.from({ length: 8 }, (_, number) => ({
          name: `SETTING_${number}`,
          value: `value-${number}`,
        })),
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }],
        livenessProbe: { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' }, periodSeconds: 10 },
      })),
      nodeName: nodeName(index),
      serviceAccountName: owner,
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    },
    status: {
      phase: 'Running',
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(type => ({
        type,
        status: 'True',
        lastTransitionTime: '2026-11-01T10:00:10Z',
      })),
      podIP: '10.244.12.34',
      containerStatuses: ['database', 'exporter'].map(name => ({
        name,
        ready: true,
        image: `registry.example.com/${name}:1.2.3`,
        imageID: `registry.example.com/${name}@sha256:${uid(index, 'd16e').repeat(2)}`,
        containerID: `containerd://${uid(index, 'c0de').repeat(2)}`,
      })),
    },
  };
}

/** A bound claim. */
export function claim(index: number): object {
  const owner = `database-${Math.floor(index / 3)}`;
  return {
    metadata: {
      name: `data-${owner}-${index % 3}`,
      namespace: namespaceOf(index),
      uid: uid(index, 'c1a1'),
      resourceVersion: String(2_000_000 + index),
      creationTimestamp: '2026-11-01T10:00:00Z',
      labels: { 'app.kubernetes.io/name': 'database', 'app.kubernetes.io/instance': owner },
      annotations: {
        'pv.kubernetes.io/bind-completed': 'yes',
        'pv.kubernetes.io/bound-by-controller': 'yes',
        'volume.beta.kubernetes.io/storage-provisioner': 'topolvm.io',
        'volume.kubernetes.io/storage-provisioner': 'topolvm.io',
        'volume.kubernetes.io/selected-node': nodeName(index),
      },
      finalizers: ['kubernetes.io/pvc-protection'],
      managedFields: managedFields(6),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: `${(index % 50) + 1}Gi` } },
      storageClassName: 'topolvm-ssd-provisioner',
      volumeMode: 'Filesystem',
      volumeName: volumeName(index),
    },
    status: {
      phase: 'Bound',
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: `${(index % 50) + 1}Gi` },
    },
  };
}

/** The volume of the claim of the same index. */
export function volume(index: number): object {
  const owner = `database-${Math.floor(index / 3)}`;
  const matchExpressions = [{ key: 'topology.topolvm.io/node', operator: 'In', values: [nodeName(index)] }];
  return {
    metadata: {
      name: volumeName(index),
      uid: uid(index, 'b01e'),
      resourceVersion: String(3_000_000 + index),
      annotations: { 'pv.kubernetes.io/provisioned-by': 'topolvm.io' },
      finalizers: ['kubernetes.io/pv-protection'],
      managedFields: managedFields(6),
    },
    spec: {
      capacity: { storage: `${(index % 50) + 1}Gi` },
      csi: {
        driver: 'topolvm.io',
        fsType: 'xfs',
        volumeHandle: uid(index, 'a11e'),
        volumeAttributes: {
          'storage.kubernetes.io/csiProvisionerIdentity': `1761991200000-${index}-topolvm.io`,
        },
      },
      accessModes: ['ReadWriteOnce'],
      claimRef: {
        kind: 'PersistentVolumeClaim',
        namespace: namespaceOf(index),
        name: `data-${owner}-${index % 3}`,
        uid: uid(index, 'c1a1'),
        apiVersion: 'v1',
      },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'topolvm-ssd-provisioner',
      volumeMode: 'Filesystem',
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
    status: { phase: 'Bound' },
  };
}

/** A node with its images and what TopoLVM reports. */
export function node(index: number): object {
  const name = nodeName(index);
  return {
    metadata: {
      name,
      uid: uid(index, '40de'),
      resourceVersion: String(4_000_000 + index),
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'node.kubernetes.io/instance-type': 'storage-optimized-8xlarge',
        'topology.kubernetes.io/zone': `zone-${index % 3}`,
        'topology.topolvm.io/node': name,
      },
      annotations: {
        'capacity.topolvm.io/00default': '966367641600',
        'capacity.topolvm.io/ssd': '966367641600',
        'csi.volume.kubernetes.io/nodeid': `{"topolvm.io":"${name}"}`,
      },
      managedFields: managedFields(30),
    },
    spec: { podCIDR: '10.244.12.0/24', podCIDRs: ['10.244.12.0/24'] },
    status: {
      images: Array.from({ length: 50 }, (_, number) => ({
        names: [`registry.example.com/image-${number}@sha256:${uid(number, '1396').repeat(2)}`],
        sizeBytes: 123_456_789,
      })),
    },
  };
}
