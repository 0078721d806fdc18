/** The fields in the spec of a ZookeeperCluster (`zookeeper.pravega.io/v1beta1`). */
export const ZOOKEEPER_SPEC_FIELDS: readonly string[] = [
  'adminServerService',
  'clientService',
  'config',
  'containers',
  'domainName',
  'ephemeral',
  'headlessService',
  'image',
  'initContainers',
  'kubernetesClusterDomain',
  'labels',
  'maxUnavailableReplicas',
  'persistence',
  'pod',
  'ports',
  'probes',
  'replicas',
  'storageType',
  'triggerRollingRestart',
  'volumeMounts',
  'volumes',
];

/** Fields that wrong indentation easily lifts into the spec, by the field that they belong under. */
const FIELDS_BELOW: ReadonlyMap<string, readonly string[]> = new Map([
  ['image', ['repository', 'tag', 'pullPolicy']],
  [
    'pod',
    [
      'affinity',
      'nodeSelector',
      'tolerations',
      'topologySpreadConstraints',
      'resources',
      'securityContext',
      'annotations',
      'env',
      'serviceAccountName',
      'imagePullSecrets',
      'terminationGracePeriodSeconds',
    ],
  ],
  ['persistence', ['reclaimPolicy']],
  ['persistence.spec', ['storageClassName', 'accessModes', 'volumeName']],
]);

/** The path below the spec, as steps, that a lifted field belongs under; `undefined` for fields of no known place. */
export function parentOf(field: string): readonly string[] | undefined {
  return [...FIELDS_BELOW].find(([, fields]) => fields.includes(field))?.[0].split('.');
}
