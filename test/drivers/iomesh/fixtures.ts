import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../../src/core/object-store.ts';
import { decodeStorageClass } from '../../../src/core/storage-class.ts';
import type { StorageClass } from '../../../src/core/storage-class.ts';
import { storageClass } from '../../support/objects.ts';

/** A store of some objects, by default a whole cluster. */
export function storeOf(
  objects: readonly KubernetesObject[],
  complete: 'all' | ReadonlySet<string> = 'all',
): ObjectStore {
  const store = new ObjectStore({ complete });
  for (const object of objects) store.set(object);
  return store;
}

/** The affinity that requires nodes by their hostname labels. */
export function hostnameAffinity(...hostnames: readonly string[]): JsonObject {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: hostnames }];
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    },
  };
}

/** An IOMeshCluster `<name>/<name>`, or in another namespace. */
export function cluster(name: string, spec: JsonObject = {}, namespace = name): KubernetesObject {
  return { apiVersion: 'iomesh.com/v1alpha1', kind: 'IOMeshCluster', metadata: { namespace, name }, spec };
}

/** A connection ConfigMap in a namespace. */
export function connection(namespace: string, name: string, metaAddr: string): KubernetesObject {
  const data = { clusterId: 'k8s-1', iscsiPortal: '127.0.0.1:3260', metaAddr };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name }, data };
}

/** A class of the IOMesh CSI driver. */
export function iomeshClass(name: string, parameters: JsonObject = {}): KubernetesObject {
  return storageClass(name, 'com.iomesh.csi-driver', parameters);
}

/** The same, decoded. */
export function decodedClass(parameters: JsonObject): StorageClass {
  return decodeStorageClass(iomeshClass('class', parameters));
}

/** A pod of an IOMesh component on a node. */
export function componentPod(
  namespace: string,
  name: string,
  nodeName: string | undefined,
  fields: { readonly phase?: string; readonly owner?: JsonObject; readonly labels?: JsonObject } = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name,
      ...(fields.labels && { labels: fields.labels }),
      ...(fields.owner && { ownerReferences: [{ ...fields.owner, controller: true }] }),
    },
    spec: { ...(nodeName !== undefined && { nodeName }) },
    status: { phase: fields.phase ?? 'Running' },
  };
}

/** A workload that an IOMeshCluster owns. */
export function workload(kind: string, namespace: string, name: string, owner: string): KubernetesObject {
  const ownerReferences = [{ kind: 'IOMeshCluster', name: owner, controller: true }];
  return { apiVersion: 'apps/v1', kind, metadata: { namespace, name, ownerReferences } };
}

/** A bound PersistentVolume, tied to nodes by a label when one is given. */
export function volume(
  name: string,
  storageClassName: string,
  tie?: { readonly key: string; readonly values: readonly string[] },
  claimName: JsonValue = `claim-of-${name}`,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      storageClassName,
      csi: { driver: 'com.iomesh.csi-driver', volumeHandle: name },
      ...(claimName !== null && { claimRef: { namespace: 'shop', name: claimName } }),
      ...(tie && {
        nodeAffinity: {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ ...tie, operator: 'In' }] }] },
        },
      }),
    },
  };
}
