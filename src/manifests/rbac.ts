import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { MUTATING_CONFIGURATION, VALIDATING_CONFIGURATION } from '../hooks/webhook-configuration.ts';
import { certificateSecretName } from './names.ts';
import type { Installation } from './names.ts';

const READ = ['get', 'list', 'watch'];

function rule(
  apiGroup: string,
  resources: readonly string[],
  verbs: readonly string[],
  names?: readonly string[],
): JsonObject {
  return { apiGroups: [apiGroup], resources, ...(names !== undefined && { resourceNames: names }), verbs };
}

/** What the informers watch, and nothing else; Secrets are not among it. */
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

/** `patch` is for the caBundle of our own two configurations; with cert-manager nothing is written. */
function configurationRules({ certificates }: Installation): readonly JsonObject[] {
  const verbs = certificates === 'self' ? [...READ, 'patch'] : READ;
  return [
    rule('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], verbs, [MUTATING_CONFIGURATION]),
    rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], verbs, [
      VALIDATING_CONFIGURATION,
    ]),
  ];
}

/** `create` cannot be bound to a name: the name is not known to the authorizer. */
function secretRules(installation: Installation): readonly JsonObject[] {
  const names = [certificateSecretName(installation)];
  if (installation.certificates === 'cert-manager') return [rule('', ['secrets'], READ, names)];
  return [rule('', ['secrets'], [...READ, 'update', 'delete'], names), rule('', ['secrets'], ['create'])];
}

function binding(kind: 'ClusterRole' | 'Role', { name, namespace }: Installation): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: `${kind}Binding`,
    metadata: { name, ...(kind === 'Role' && { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}

/** The service's account and the least it must be allowed. */
export function accessObjects(installation: Installation): readonly KubernetesObject[] {
  const { name, namespace } = installation;
  const events = rule('events.k8s.io', ['events'], ['create', 'patch']);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name },
      rules: [...WATCHED, ...configurationRules(installation), events],
    },
    binding('ClusterRole', installation),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name, namespace },
      rules: secretRules(installation),
    },
    binding('Role', installation),
  ];
}
