/**
 * Measures the cache of a large cluster: 5,000 nodes, 100,000 claims and 100,000 pods, read from an API server in a process of
 * its own that sends objects of realistic size, each list in one piece as kube-apiserver does. `--volumes` adds 100,000
 * PersistentVolumes.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { createApiClient } from '../src/kube/api/api-client.ts';
import { startCluster } from '../src/kube/cluster.ts';
import { RESOURCES } from '../src/kube/kinds/resources.ts';

const NODES = 5_000;
const CLAIMS = 100_000;
const VERSION = '123456789';
const BOOKMARK_MS = 1_000;

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

function pod(index: number): object {
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

function claim(index: number): object {
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

function volume(index: number): object {
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

function node(index: number): object {
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

const COLLECTIONS: ReadonlyMap<string, readonly [number, (index: number) => object]> = new Map([
  ['/api/v1/nodes', [NODES, node]],
  ['/api/v1/persistentvolumeclaims', [CLAIMS, claim]],
  ['/api/v1/pods', [CLAIMS, pod]],
  ...(process.argv.includes('--volumes') ? [['/api/v1/persistentvolumes', [CLAIMS, volume]] as const] : []),
]);

/** As in the watch cache of kube-apiserver, the whole list is at hand: making it takes longer than sending it. */
function* makeList(count: number, make: (index: number) => object): Generator<Buffer> {
  yield Buffer.from(`{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"${VERSION}"},"items":[`);
  for (let start = 0; start < count; start += 50) {
    const items = Array.from({ length: Math.min(50, count - start) }, (_, index) =>
      JSON.stringify(make(start + index)),
    );
    yield Buffer.from((start === 0 ? '' : ',') + items.join(','));
  }
  yield Buffer.from(']}');
}

function watch(response: ServerResponse): void {
  const metadata = { resourceVersion: VERSION };
  const bookmark = `${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`;
  const timer = setInterval(() => response.write(bookmark), BOOKMARK_MS);
  response.on('close', () => clearInterval(timer));
}

/** The API server, in the child. */
async function serve(): Promise<void> {
  const lists = new Map([...COLLECTIONS].map(([path, [count, make]]) => [path, [...makeList(count, make)]]));
  const empty = [...makeList(0, node)];
  const bytes = [...lists.values()].flat().reduce((sum, piece) => sum + piece.length, 0);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://api');
    const isServed = RESOURCES.some(
      ({ plural }) => plural !== undefined && url.pathname.endsWith(`/${plural}`),
    );
    response.writeHead(isServed ? 200 : 404, { 'Content-Type': 'application/json' });
    if (!isServed) return response.end('{"kind":"Status","code":404}');
    if (url.searchParams.get('watch') === '1') return watch(response);
    Readable.from(lists.get(url.pathname) ?? empty, { objectMode: false }).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ port: (server.address() as AddressInfo).port, bytes });
}

async function memoryOf(field: 'VmRSS' | 'VmHWM'): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8');
  const kibibytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return `${Math.round(kibibytes / 1024)} MiB`;
}

/** The longest time that the event loop was not free. */
function watchEventLoop(): () => string {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return `${Math.round(longest)} ms`;
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(): Promise<void> {
  const child = fork(import.meta.filename, ['serve', ...process.argv.slice(2)]);
  try {
    const [{ port, bytes }] = (await once(child, 'message')) as [{ port: number; bytes: number }];
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'bench', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: 'bench', token: 't' },
    );
    const before = await memoryOf('VmRSS');
    const nothing = () => undefined;
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
    const client = createApiClient(kubeConfig);
    const stalled = watchEventLoop();
    const since = performance.now();
    const cpu = process.cpuUsage();
    const cluster = startCluster({ client, log });
    await cluster.whenRead();
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    const used = process.cpuUsage(cpu);
    print(`machine      ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`);
    print(
      `objects      ${[...COLLECTIONS].map(([path, [count]]) => `${count} ${path.split('/').at(-1)}`).join(', ')}`,
    );
    print(`received     ${Math.round(bytes / 1e6)} MB of JSON`);
    print(
      `sync         ${seconds} s (${((used.user + used.system) / 1e6).toFixed(1)} s of CPU), longest stall ${stalled()}`,
    );
    print(
      `memory       ${before} before, ${await memoryOf('VmRSS')} after, ${await memoryOf('VmHWM')} at its peak`,
    );
    await sleep(10_000);
    print(`             ${await memoryOf('VmRSS')} ten seconds later`);
    global.gc?.();
    print(`heap         ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB in use`);
    await cluster.stop();
    client.close();
  } finally {
    child.kill();
  }
}

await (process.argv.includes('serve') ? serve() : measure());
