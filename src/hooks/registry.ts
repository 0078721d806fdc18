import type { Hook } from './hook.ts';
import { mutatePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { mutatePod } from './pod.ts';
import { validate } from './validate.ts';

const TIMEOUT_SECONDS = 5;

/** Pods without a claim never depend on us: kube-apiserver evaluates this by itself. */
const USES_A_CLAIM = {
  name: 'uses-a-claim',
  expression:
    'has(object.spec.volumes) && object.spec.volumes.exists(v, has(v.persistentVolumeClaim) || has(v.ephemeral))',
} as const;

/**
 * Kubernetes' own controllers bind claims, note the node that the scheduler has chosen and take finalizers off. None of it can
 * be wrong in a way that rules know, and it must go on for every storage while we are away.
 */
const NOT_BY_CONTROLLERS = {
  name: 'no-update-by-kubernetes',
  expression:
    "request.operation != 'UPDATE' || !request.userInfo.username.matches('^system:(kube-|serviceaccount:kube-system:)')",
} as const;

const CREATE_OR_UPDATE = ['CREATE', 'UPDATE'] as const;
const ALL_OPERATIONS = ['CREATE', 'UPDATE', 'DELETE'] as const;

/** A validating hook on one kind; vendors' own resources fail open, so that their upgrades never depend on us. */
function validatingHook(
  row: Omit<Hook, 'path' | 'name' | 'type' | 'timeoutSeconds' | 'handle'> & { readonly slug: string },
): Hook {
  const { slug, ...rest } = row;
  return {
    ...rest,
    path: `/${slug}/validate`,
    name: `validate.${slug}.stowage.dev`,
    type: 'validating',
    timeoutSeconds: TIMEOUT_SECONDS,
    handle: validate,
  };
}

/** The hooks: the table that the server routes by and that the webhook configurations are rendered from. */
export const HOOKS: readonly Hook[] = [
  {
    path: '/pod/mutate',
    name: 'pod.stowage.dev',
    type: 'mutating',
    kind: 'Pod',
    apiGroup: '',
    apiVersions: ['v1'],
    resource: 'pods',
    scope: 'Namespaced',
    operations: ['CREATE'],
    failurePolicy: 'Fail',
    timeoutSeconds: TIMEOUT_SECONDS,
    matchConditions: [USES_A_CLAIM],
    handle: mutatePod,
  },
  {
    path: '/pvc/mutate',
    name: 'pvc.stowage.dev',
    type: 'mutating',
    kind: 'PersistentVolumeClaim',
    apiGroup: '',
    apiVersions: ['v1'],
    resource: 'persistentvolumeclaims',
    scope: 'Namespaced',
    operations: ['CREATE'],
    failurePolicy: 'Fail',
    timeoutSeconds: TIMEOUT_SECONDS,
    handle: mutatePersistentVolumeClaim,
  },
  validatingHook({
    slug: 'pvc',
    kind: 'PersistentVolumeClaim',
    apiGroup: '',
    apiVersions: ['v1'],
    resource: 'persistentvolumeclaims',
    scope: 'Namespaced',
    operations: ALL_OPERATIONS,
    failurePolicy: 'Fail',
    matchConditions: [NOT_BY_CONTROLLERS],
  }),
  validatingHook({
    slug: 'storageclass',
    kind: 'StorageClass',
    apiGroup: 'storage.k8s.io',
    apiVersions: ['v1'],
    resource: 'storageclasses',
    scope: 'Cluster',
    operations: CREATE_OR_UPDATE,
    failurePolicy: 'Fail',
  }),
  validatingHook({
    slug: 'configmap',
    kind: 'ConfigMap',
    apiGroup: '',
    apiVersions: ['v1'],
    resource: 'configmaps',
    scope: 'Namespaced',
    operations: ALL_OPERATIONS,
    failurePolicy: 'Ignore',
  }),
  validatingHook({
    slug: 'iomeshcluster',
    kind: 'IOMeshCluster',
    apiGroup: 'iomesh.com',
    apiVersions: ['v1alpha1'],
    resource: 'iomeshclusters',
    scope: 'Namespaced',
    operations: ALL_OPERATIONS,
    failurePolicy: 'Ignore',
  }),
  validatingHook({
    slug: 'zookeepercluster',
    kind: 'ZookeeperCluster',
    apiGroup: 'zookeeper.pravega.io',
    apiVersions: ['v1beta1'],
    resource: 'zookeeperclusters',
    scope: 'Namespaced',
    operations: ALL_OPERATIONS,
    failurePolicy: 'Ignore',
  }),
  validatingHook({
    slug: 'volumesnapshotclass',
    kind: 'VolumeSnapshotClass',
    apiGroup: 'snapshot.storage.k8s.io',
    apiVersions: ['v1'],
    resource: 'volumesnapshotclasses',
    scope: 'Cluster',
    operations: CREATE_OR_UPDATE,
    failurePolicy: 'Ignore',
  }),
  validatingHook({
    slug: 'blockdevice',
    kind: 'BlockDevice',
    apiGroup: 'openebs.io',
    apiVersions: ['v1alpha1'],
    resource: 'blockdevices',
    scope: 'Namespaced',
    operations: ['DELETE'],
    failurePolicy: 'Ignore',
  }),
];
