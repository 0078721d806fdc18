import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { defineClaimRule } from '../../../../core/each-claim.ts';
import { stringAt } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import type { RuleContext } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { iomeshClassOf } from '../../claims/claim-class.ts';
import { ownClasses } from '../../classes/own-classes.ts';
import { allClusters } from '../../clusters/cluster-name.ts';
import { declaredClusterOf } from '../../clusters/cluster-of.ts';
import { documents } from '../../examples/clusters.ts';
import { claim, defaultClass, iomeshClass, iomeshCluster } from '../../examples/storage.ts';
import { DEFAULT_CLASS_NAME } from '../../names.ts';

/** Names of the classes that are made for one cluster. */
function clusterClasses({ lookup, settings }: RuleContext): readonly string[] {
  return ownClasses(lookup, settings)
    .filter(storageClass => declaredClusterOf(storageClass, lookup) !== undefined)
    .map(({ name }) => name);
}

/** Warns of claims that leave the choice among several IOMesh clusters to the default class. */
export const iomeshPvcDefaultClassMultiCluster = defineClaimRule({
  id: 'iomesh-pvc-default-class-multi-cluster',
  severity: 'warning',
  summary: 'With several IOMesh clusters, a claim uses a class made for one of them.',
  help: 'Use the class made for one of the IOMesh clusters.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: claim('data', ['storageClassName: iomesh-csi-driver', 'accessModes: [ReadWriteOnce]']),
        state: documents(iomeshCluster('iomesh-system', 'iomesh'), iomeshClass('iomesh-csi-driver')),
      },
    ],
    invalid: [
      {
        yaml: documents(
          claim('data', ['accessModes: [ReadWriteOnce]']),
          claim('logs', ['storageClassName: iomesh-csi-driver', 'accessModes: [ReadWriteOnce]']),
        ),
        state: documents(
          iomeshCluster('iomesh-system', 'iomesh'),
          iomeshCluster('iomesh-cluster-1', 'iomesh-cluster-1'),
          defaultClass('iomesh-csi-driver'),
        ),
        live: true,
        findings: [{ path: '/spec' }, { path: '/spec/storageClassName' }],
      },
    ],
  },
  check(claim, context) {
    const { lookup } = context;
    const found = allClusters(lookup).length < 2 ? undefined : iomeshClassOf(claim, context);
    if (found === undefined || 'needs' in found) return [];
    const storageClass = found.value;
    const asked = stringAt(claim.json, ...CLAIM_PATHS.storageClassName);
    const isOpen = asked === undefined && declaredClusterOf(storageClass, lookup) === undefined;
    if (!isOpen && asked !== DEFAULT_CLASS_NAME) return [];
    const known = clusterClasses(context).filter(name => name !== storageClass.name);
    return [
      {
        path: nearestPath(claim.json, CLAIM_PATHS.storageClassName),
        message: `several IOMesh clusters exist, and the class ${storageClass.name} is made for none of them`,
        ...(known.length > 0 && { fix: `Use a class made for one of the clusters: ${known.join(', ')}.` }),
      },
    ];
  },
});
