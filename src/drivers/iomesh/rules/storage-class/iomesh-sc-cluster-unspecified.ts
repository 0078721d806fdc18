import { nearestPath } from '../../../../core/nearest-path.ts';
import { decide, resolve } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { connectionNamedBy } from '../../classes/class-connection.ts';
import { allClusters, formatKnownClusters } from '../../clusters/cluster-name.ts';
import { clusterOf } from '../../clusters/cluster-of.ts';
import { isConnectionConfigMap } from '../../connections/connection.ts';
import { iomeshClass, iomeshCluster, TWO_CLUSTERS } from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

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
    const path = nearestPath(object, ['parameters']);
    const message = 'several IOMesh clusters exist, and the class does not say which one';
    const fix = `Add iomeshCluster and clusterConnection. Known clusters: ${formatKnownClusters(lookup)}.`;
    const reference = connectionNamedBy(storageClass);
    // A parameter that is there but wrong is the business of the rules on that parameter.
    if (reference !== undefined) {
      return decide(resolve(lookup, reference), path, connection =>
        isConnectionConfigMap(connection) ? [{ path, message, fix }] : [],
      );
    }
    const { parameters } = storageClass;
    const isWrong = parameters.has(PARAMETER.iomeshCluster) || parameters.has(PARAMETER.clusterConnection);
    return isWrong ? [] : [{ path, message, fix }];
  },
});
