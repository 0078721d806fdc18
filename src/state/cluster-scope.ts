import { stringAt } from '../core/json.ts';
import { groupOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';

/**
 * Kinds without namespace: Kubernetes' own and those of the storage systems we know, in alphabetical order.
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'IngressClass',
  'IPAddress',
  'LogicalVolume',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersionMigration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
  'VolumeGroupSnapshotClass',
  'VolumeGroupSnapshotContent',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

/** Says whether an object is a configuration file, which is never given to the API server. */
function isFile({ apiVersion, kind }: KubernetesObject): boolean {
  const group = groupOf(apiVersion);
  if (group === 'stowage.dev' || group.endsWith('.config.k8s.io')) return true;
  return apiVersion === 'v1' && (kind === 'Policy' || kind === 'Config');
}

/**
 * The scope of the kinds that custom resource definitions among some objects define: true for the whole
 * cluster.
 */
export function definedScopes(objects: Iterable<KubernetesObject>): ReadonlyMap<string, boolean> {
  const scopes = new Map<string, boolean>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    const kind = stringAt(object, 'spec', 'names', 'kind');
    const scope = stringAt(object, 'spec', 'scope');
    if (kind !== undefined && scope !== undefined) scopes.set(kind, scope === 'Cluster');
  }
  return scopes;
}

/** Says whether an object has no namespace; kinds we do not know have one unless their definition says so. */
export function isClusterScoped(object: KubernetesObject, defined: ReadonlyMap<string, boolean>): boolean {
  return defined.get(object.kind) ?? (CLUSTER_SCOPED.has(object.kind) || isFile(object));
}
