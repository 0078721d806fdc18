import { listSome } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { antiAffinityApps, appLabelOf } from '../../zookeeper/zookeeper-anti-affinity.ts';

/** Warns of an anti-affinity that does not select the cluster's own pods. */
export const zkAntiAffinityLabel = defineRule({
  id: 'zk-anti-affinity-label',
  kinds: ['ZookeeperCluster'],
  severity: 'warning',
  summary: 'The pod anti-affinity selects the pods of this ZookeeperCluster: their label app is its name.',
  help: 'Put the name of the ZookeeperCluster into the values of app.',
  source: SOURCES.zookeeperOperator,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: ZOOKEEPER_CLUSTER.replace('values: [iomesh-cluster-1-zookeeper]', 'values: [iomesh-zookeeper]'),
        findings: [
          {
            path: '/spec/pod/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm/labelSelector',
          },
        ],
      },
    ],
  },
  check(zookeeper) {
    const label = appLabelOf(zookeeper);
    return antiAffinityApps(zookeeper)
      .filter(({ apps }) => label !== '' && !apps.includes(label))
      .map(({ path, apps }) => ({
        path,
        message: `The pods carry app=${label} but the anti-affinity selects ${listSome(apps)}`,
        fix: `Use ${label}.`,
      }));
  },
});
