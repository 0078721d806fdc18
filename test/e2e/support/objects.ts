/** A Kubernetes object as a test writes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A node as its kubelet registers it, ready and with room. */
export function readyNode(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  const resources = { cpu: '8', memory: '16Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    },
  };
}

/** The spec of a pod with one container and, if named, one claim. */
export function podSpec(claimName?: string): object {
  const mounts = claimName === undefined ? [] : [{ name: 'data', mountPath: '/data' }];
  const volumes = claimName === undefined ? [] : [{ name: 'data', persistentVolumeClaim: { claimName } }];
  return { containers: [{ name: 'main', image: 'registry.example/main:1', volumeMounts: mounts }], volumes };
}

/** A claim of 1Gi, ReadWriteOnce unless said. */
export function claim(
  name: string,
  storageClassName: string,
  { metadata, spec }: { readonly metadata?: object; readonly spec?: object } = {},
): Manifest {
  const resources = { requests: { storage: '1Gi' } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, ...metadata },
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources, ...spec },
  };
}

/** A pod with one container that mounts a claim, if named. */
export function pod(name: string, claimName?: string, spec: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { ...podSpec(claimName), ...spec } };
}
