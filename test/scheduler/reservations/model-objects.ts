import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { node } from '../../support/objects.ts';

const GIB = 1n << 30n;
const SSD = 'capacity.topolvm.io/ssd';

/** A claim of the class `ssd`, and how far it has come. */
export interface Claim {
  readonly name: string;
  readonly gib: number;
  readonly uid: string;
  /** The node in its annotation. */
  node: string | undefined;
  isBound: boolean;
  isGone: boolean;
  /** Where kube-scheduler has decided to put it, even before it has said so. */
  assumed: string | undefined;
  /** When its volume was made. */
  madeAt: number | undefined;
}

/** A pod in kube-scheduler's hands. */
export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly claims: readonly Claim[];
  attempts: number;
  unschedulable: string | undefined;
  isDone: boolean;
  isGone: boolean;
}

/** A node with its real volume group. */
export interface Worker {
  readonly name: string;
  readonly size: number;
  taken: number;
}

/** A time as the API writes it, which is to the second. */
export function apiTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -5)}Z`;
}

/** A node that reports what is free at a moment. */
export function nodeObject({ name, size, taken }: Worker, at: number): KubernetesObject {
  const free = BigInt(size - taken) * GIB;
  const object = node(name, {
    labels: { 'topology.topolvm.io/node': name },
    annotations: { [SSD]: String(free) },
  });
  const fieldsV1 = { 'f:metadata': { 'f:annotations': { [`f:${SSD}`]: {} } } };
  const managedFields = [{ manager: 'topolvm-node', time: apiTime(at), fieldsV1 }];
  return { ...object, metadata: { ...(object['metadata'] as object), managedFields } };
}

/** A pod as TopoLVM's webhook, or ours, leaves it. */
export function podObject({ name, uid, claims, unschedulable, isDone }: Pod): KubernetesObject {
  const gib = claims.reduce((sum, claim) => sum + claim.gib, 0);
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message: unschedulable,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid, annotations: { [SSD]: String(BigInt(gib) * GIB) } },
    spec: {
      ...(isDone && { nodeName: claims[0]?.node }),
      volumes: claims.map(claim => ({
        name: claim.name,
        persistentVolumeClaim: { claimName: claim.name },
      })),
    },
    status: { ...(unschedulable !== undefined && { conditions: [condition] }) },
  };
}

/** A claim as it is in the API. */
export function claimObject({ name, uid, gib, node: selected, isBound }: Claim): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'shop',
      uid,
      ...(selected !== undefined && { annotations: { 'volume.kubernetes.io/selected-node': selected } }),
    },
    spec: {
      storageClassName: 'ssd',
      resources: { requests: { storage: `${gib}Gi` } },
      ...(isBound && { volumeName: `pv-${uid}` }),
    },
    status: { phase: isBound ? 'Bound' : 'Pending', ...(isBound && { capacity: { storage: `${gib}Gi` } }) },
  };
}

/** The volume of a claim. */
export function volumeObject({ name, uid, node: selected }: Claim, at: number): KubernetesObject {
  const expression = { key: 'topology.topolvm.io/node', operator: 'In', values: [selected ?? ''] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pv-${uid}`, creationTimestamp: apiTime(at) },
    spec: {
      claimRef: { namespace: 'shop', name, uid },
      csi: { driver: 'topolvm.io', volumeHandle: uid },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    },
  };
}
