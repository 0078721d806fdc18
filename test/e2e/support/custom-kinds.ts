import type { ControlPlane } from './control-plane.ts';
import type { Manifest } from './objects.ts';

/** A kind that somebody adds to Kubernetes. */
export interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly scope?: 'Cluster' | 'Namespaced';
}

const SNAPSHOTS = { group: 'snapshot.storage.k8s.io', version: 'v1' };

/** The kinds of the vendors whose objects the service reads and judges. */
export const VENDOR_KINDS: readonly CustomKind[] = [
  { group: 'iomesh.com', version: 'v1alpha1', kind: 'IOMeshCluster' },
  { group: 'zookeeper.pravega.io', version: 'v1beta1', kind: 'ZookeeperCluster' },
  { group: 'openebs.io', version: 'v1alpha1', kind: 'BlockDevice' },
  { ...SNAPSHOTS, kind: 'VolumeSnapshotClass', scope: 'Cluster' },
  { ...SNAPSHOTS, kind: 'VolumeSnapshotContent', scope: 'Cluster' },
  { ...SNAPSHOTS, kind: 'VolumeSnapshot' },
];

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  return singular.endsWith('s') ? `${singular}es` : `${singular}s`;
}

/** As much of a kind as it takes to store its objects: any field is kept, none is checked. */
function definition({ group, version, kind, scope = 'Namespaced' }: CustomKind): Manifest {
  const plural = pluralOf(kind);
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  // Groups of Kubernetes itself are refused without it.
  const approval = { 'api-approved.kubernetes.io': 'unapproved, for tests' };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...(group.endsWith('.k8s.io') && { annotations: approval }) },
    spec: {
      group,
      scope,
      names: { kind, plural },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

/** Adds kinds and waits until their objects can be created. */
export async function addKinds({ kubectl }: ControlPlane, kinds: readonly CustomKind[]): Promise<void> {
  const definitions = kinds.map(definition);
  await kubectl(['apply', '--server-side', '-f', '-'], definitions);
  const names = definitions.map(({ metadata }) => `crd/${String(metadata['name'])}`);
  await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
}
