import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import type { StorageClass } from '../../../../core/storage-class.ts';
import { connectionNamedBy } from '../../class-connection.ts';
import type { NamedObject } from '../../class-connection.ts';
import { allClusters, clusterOf, formatKnownClusters, isConnectionConfigMap } from '../../clusters.ts';
import { iomeshClass, iomeshCluster, TWO_CLUSTERS } from '../../example-manifests.ts';
import { PARAMETER } from '../../names.ts';
import { ownClassRule } from '../../own-rules.ts';

/** Says whether a parameter that chooses a cluster is there but wrong, which the rules on that parameter report. */
function isWronglyNamed({ parameters }: StorageClass, connection: NamedObject | undefined): boolean {
  if (connection === undefined) {
    return parameters.has(PARAMETER.iomeshCluster) || parameters.has(PARAMETER.clusterConnection);
  }
  return connection.object === undefined || !isConnectionConfigMap(connection.object);
}

/** Rejects classes that leave open which of several IOMesh clusters they use. */
export const iomeshScClusterUnspecified = ownClassRule({
  id: 'iomesh-sc-cluster-unspecified',
  severity: 'error',
  summary: 'With several IOMesh clusters, a class says which one it uses.',
  help: 'Add iomeshCluster and clusterConnection.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', 'replicaFactor: "2"'),
        state: iomeshCluster('iomesh-system', 'iomesh'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh', 'replicaFactor: "2"'),
        state: TWO_CLUSTERS,
        findings: [{ path: '/parameters' }],
      },
    ],
  },
  check(storageClass, { lookup }, object) {
    if (allClusters(lookup).length < 2 || clusterOf(storageClass, lookup) !== undefined) return [];
    const connection = connectionNamedBy(storageClass, lookup);
    if (connection !== undefined && connection.object === undefined && !lookup.isComplete('ConfigMap')) {
      return [{ path: ['parameters'], needs: connection.reference }];
    }
    if (isWronglyNamed(storageClass, connection)) return [];
    const fix = `Add iomeshCluster and clusterConnection. Known clusters: ${formatKnownClusters(lookup)}.`;
    const message = 'several IOMesh clusters exist, and the class does not say which one';
    return [{ path: nearestPath(object, ['parameters']), message, fix }];
  },
});
