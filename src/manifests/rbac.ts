import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { MUTATING_CONFIGURATION, VALIDATING_CONFIGURATION } from '../hooks/webhook-configuration.ts';
import { authoritySecretName, clusterMetadata, namespacedMetadata, servingSecretName } from './names.ts';
import type { CertificateOrigin, Installation } from './names.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

function rule(
  apiGroup: string,
  resources: readonly string[],
  verbs: readonly string[],
  names?: readonly string[],
): JsonObject {
  return { apiGroups: [apiGroup], resources, ...(names !== undefined && { resourceNames: names }), verbs };
}

/** What the service watches, and nothing else; Secrets are not among it. */
const WATCHED: readonly JsonObject[] = [
  rule(
    '',
    ['configmaps', 'namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods'],
    READ,
  ),
  rule('apps', ['daemonsets', 'statefulsets'], READ),
  rule('storage.k8s.io', ['csidrivers', 'csinodes', 'csistoragecapacities', 'storageclasses'], READ),
  rule(
    'snapshot.storage.k8s.io',
    ['volumesnapshotclasses', 'volumesnapshotcontents', 'volumesnapshots'],
    READ,
  ),
  rule('openebs.io', ['blockdevices'], READ),
  rule('iomesh.com', ['iomeshclusters'], READ),
  rule('zookeeper.pravega.io', ['zookeeperclusters'], READ),
];

/** Denials are told to the owners of the pods, wherever these are. */
const EVENTS = rule('events.k8s.io', ['events'], ['create']);

/** `patch` is for the caBundle; cert-manager writes it itself, and the service only compares. */
function configurationRules(certificates: CertificateOrigin): readonly JsonObject[] {
  const verbs = certificates === 'self' ? [...READ, 'patch'] : READ;
  const group = 'admissionregistration.k8s.io';
  return [
    rule(group, ['mutatingwebhookconfigurations'], verbs, [MUTATING_CONFIGURATION]),
    rule(group, ['validatingwebhookconfigurations'], verbs, [VALIDATING_CONFIGURATION]),
  ];
}

/** `create` cannot be bound to a name: the authorizer does not know it yet. */
function secretRules(installation: Installation, certificates: CertificateOrigin): readonly JsonObject[] {
  if (certificates === 'cert-manager') {
    return [rule('', ['secrets'], READ, [servingSecretName(installation)])];
  }
  return [
    rule('', ['secrets'], [...READ, 'update', 'delete'], [authoritySecretName(installation)]),
    rule('', ['secrets'], ['create']),
  ];
}

/** A role, and its binding to the service's account. */
function granted(
  installation: Installation,
  kind: 'ClusterRole' | 'Role',
  name: string,
  rules: readonly JsonObject[],
): readonly KubernetesObject[] {
  const metadata = (kind === 'Role' ? namespacedMetadata : clusterMetadata)(installation, name);
  const apiVersion = `${RBAC_GROUP}/v1`;
  const account = { kind: 'ServiceAccount', name: installation.name, namespace: installation.namespace };
  return [
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: RBAC_GROUP, kind, name },
      subjects: [account],
    },
  ];
}

/** The service's account, and what it reads to decide. */
export function accessObjects(installation: Installation): readonly KubernetesObject[] {
  const { name } = installation;
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: namespacedMetadata(installation, name),
      automountServiceAccountToken: false,
    },
    ...granted(installation, 'ClusterRole', name, [...WATCHED, EVENTS]),
  ];
}

/** What the service's account needs for its certificates: one Secret, and its own two webhook configurations. */
export function certificateAccessObjects(
  installation: Installation,
  certificates: CertificateOrigin,
): readonly KubernetesObject[] {
  const name = `${installation.name}-certificates`;
  return [
    ...granted(installation, 'ClusterRole', name, configurationRules(certificates)),
    ...granted(installation, 'Role', name, secretRules(installation, certificates)),
  ];
}
