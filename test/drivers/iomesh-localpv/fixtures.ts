import type { DriverContext } from '../../../src/core/driver.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../src/core/object-store.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import type { PodClaim } from '../../../src/core/pod-claim.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { parseYaml } from '../../support/rule-harness.ts';

export const PROVISIONER = 'com.iomesh.iomesh-localpv-manager';
export const NODE_LABEL = 'topology.iomesh-localpv-manager.csi/node';

export const GB = 1_000_000_000;

interface DeviceOptions {
  readonly namespace?: string;
  readonly node?: string;
  readonly bytes?: number | string;
  readonly state?: string;
  readonly claimState?: string;
  readonly claimRef?: { readonly name: string };
  readonly filesystem?: { readonly fsType?: string; readonly mountPoint?: string };
  readonly deviceType?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly uuidScheme?: string;
}

/** A raw, unclaimed, active device of 20 GB on node n1, but for what is said. */
export function blockDevice(name: string, options: DeviceOptions = {}): KubernetesObject {
  const { claimRef, filesystem, uuidScheme = 'gpt' } = options;
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: {
      namespace: options.namespace ?? 'iomesh-system',
      name,
      labels: { 'iomesh.com/bd-driverType': 'SSD', ...options.labels },
      annotations: { 'internal.openebs.io/uuid-scheme': uuidScheme },
    },
    spec: {
      path: '/dev/sdb',
      capacity: { storage: options.bytes ?? 20 * GB },
      nodeAttributes: { nodeName: options.node ?? 'n1' },
      details: { deviceType: options.deviceType ?? 'disk' },
      ...(claimRef !== undefined && { claimRef }),
      ...(filesystem !== undefined && { filesystem }),
    },
    status: { state: options.state ?? 'Active', claimState: options.claimState ?? 'Unclaimed' },
  };
}

/** A Node with the hostname label and the driver's label, both its name unless said. */
export function node(name: string, labels?: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: labels ?? { 'kubernetes.io/hostname': name, [NODE_LABEL]: name } },
  };
}

export function csiNode(name: string, ...drivers: readonly string[]): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name },
    spec: { drivers: drivers.map(driver => ({ name: driver, nodeID: name })) },
  };
}

export function storageClass(name: string, parameters: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: PROVISIONER,
    volumeBindingMode: 'WaitForFirstConsumer',
    parameters,
  };
}

export const DEVICE_CLASS = storageClass('device', { volumeType: 'device' });
export const HOSTPATH_CLASS = storageClass('hostpath', { volumeType: 'hostpath', basePath: '/mnt/local' });
export const SSD_CLASS = storageClass('ssd', {
  volumeType: 'device',
  deviceSelector: 'matchLabels:\n  iomesh.com/bd-driverType: SSD\n',
});

interface ClaimOptions {
  readonly volumeName?: string;
  readonly selectedNode?: string;
}

export function claim(
  name: string,
  className: string,
  storage: string,
  options: ClaimOptions = {},
): KubernetesObject {
  const { volumeName, selectedNode } = options;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      namespace: 'shop',
      name,
      ...(selectedNode !== undefined && {
        annotations: { 'volume.kubernetes.io/selected-node': selectedNode },
      }),
    },
    spec: {
      storageClassName: className,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      ...(volumeName !== undefined && { volumeName }),
    },
    status: { phase: volumeName === undefined ? 'Pending' : 'Bound' },
  };
}

/** A volume that lives on one node. */
export function volume(name: string, nodeName: string): KubernetesObject {
  const values = [nodeName];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      csi: { driver: PROVISIONER, volumeHandle: name },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: NODE_LABEL, operator: 'In', values }] }],
        },
      },
    },
  };
}

export function iomeshCluster(
  name: string,
  selector: Readonly<Record<string, string>>,
  hostnames?: readonly string[],
): KubernetesObject {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: hostnames ?? [] }];
  const required = { nodeSelectorTerms: [{ matchExpressions }] };
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  return {
    apiVersion: 'iomesh.com/v1alpha1',
    kind: 'IOMeshCluster',
    metadata: { namespace: 'iomesh-system', name },
    spec: {
      chunk: {
        deviceMap: { dataStore: { selector: { matchLabels: selector }, exclude: ['bd-excluded'] } },
        ...(hostnames !== undefined && { podPolicy: { affinity } }),
      },
    },
  };
}

/** A store of objects; a live cluster unless `complete` says what else is whole. */
export function contextOf(
  objects: readonly KubernetesObject[],
  complete: 'all' | ReadonlySet<string> = 'all',
): DriverContext {
  const lookup = new ObjectStore({ complete });
  for (const object of objects) lookup.set(object);
  return { lookup, settings: DEFAULT_SETTINGS, parseYaml };
}

/** The claims of a pod that mounts the named claims of namespace shop. */
export function claimsOfPod(context: DriverContext, ...names: readonly string[]): readonly PodClaim[] {
  const volumes = names.map(name => ({ name, persistentVolumeClaim: { claimName: name } }));
  return podClaims({ spec: { volumes } }, 'shop', context.lookup);
}
