import type { AdmissionRequest } from '../../src/core/admission.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { groupOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import type { ObjectStoreOptions } from '../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { Settings } from '../../src/core/settings.ts';
import type { HookContext } from '../../src/hooks/context.ts';
import { parseYaml } from './rule-harness.ts';

/** Names and fields of a claim; 1Gi of class `tlv`, Pending, unless said. */
export interface ClaimFields {
  readonly storage?: JsonValue | undefined;
  readonly storageClassName?: string | undefined;
  readonly phase?: string;
  readonly volumeName?: string;
  readonly spec?: JsonObject;
  readonly annotations?: JsonObject;
}

/** A claim in namespace `shop`. */
export function claim(name: string, fields: ClaimFields = {}): KubernetesObject {
  const storage = 'storage' in fields ? fields.storage : '1Gi';
  const storageClassName = 'storageClassName' in fields ? fields.storageClassName : 'tlv';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'shop', ...(fields.annotations && { annotations: fields.annotations }) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClassName !== undefined && { storageClassName }),
      ...(storage !== undefined && { resources: { requests: { storage } } }),
      ...(fields.volumeName !== undefined && { volumeName: fields.volumeName }),
      ...fields.spec,
    },
    status: { phase: fields.phase ?? 'Pending' },
  };
}

/** A StorageClass. */
export function storageClass(
  name: string,
  provisioner: string,
  parameters: JsonObject = {},
): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    parameters,
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

/** A node with a hostname label equal to its name. */
export function node(
  name: string,
  fields: { readonly labels?: JsonObject; readonly annotations?: JsonObject } = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, ...fields.labels },
      annotations: { ...fields.annotations },
    },
  };
}

/** A pod with one container that mounts each claim. */
export function podWith(
  claimNames: readonly string[],
  fields: { readonly metadata?: JsonObject; readonly spec?: JsonObject } = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', ...fields.metadata },
    spec: {
      containers: [{ name: 'main', image: 'web:1' }],
      ...(claimNames.length > 0 && {
        volumes: claimNames.map((claimName, index) => ({
          name: `v${index}`,
          persistentVolumeClaim: { claimName },
        })),
      }),
      ...fields.spec,
    },
  };
}

/** A hook context over some objects. */
export function contextOf(
  objects: readonly KubernetesObject[],
  settings: Partial<Settings> = {},
  options: ObjectStoreOptions = { complete: 'all' },
): HookContext {
  const lookup = new ObjectStore(options);
  for (const object of objects) lookup.set(object);
  return { lookup, settings: { ...DEFAULT_SETTINGS, ...settings }, parseYaml };
}

const PLURALS: Readonly<Record<string, string>> = {
  StorageClass: 'storageclasses',
  VolumeSnapshotClass: 'volumesnapshotclasses',
};

/** A request to create an object in namespace `shop`, or in none for cluster-scoped kinds. */
export function creation(object: KubernetesObject, fields: Partial<AdmissionRequest> = {}): AdmissionRequest {
  const group = groupOf(object.apiVersion);
  const version = group === '' ? object.apiVersion : object.apiVersion.slice(group.length + 1);
  const isClusterScoped = object.kind in PLURALS;
  return {
    uid: 'uid-1',
    kind: { group, version, kind: object.kind },
    resource: { group, version, resource: PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s` },
    name: '',
    ...(!isClusterScoped && { namespace: 'shop' }),
    operation: 'CREATE',
    userInfo: { username: 'jane', groups: [] },
    object,
    dryRun: false,
    ...fields,
  };
}
