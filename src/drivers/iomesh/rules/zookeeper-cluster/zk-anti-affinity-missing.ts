import { at, objectAt } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_AFFINITY_PATH } from '../../clusters/affinity.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { appLabelOf } from '../../zookeeper/zookeeper-anti-affinity.ts';

/** Warns when an affinity of one's own takes the operator's default anti-affinity away. */
export const zkAntiAffinityMissing = defineRule({
  id: 'zk-anti-affinity-missing',
  kinds: ['ZookeeperCluster'],
  severity: 'warning',
  summary:
    'A ZookeeperCluster with an affinity of its own has a pod anti-affinity too; the default one is gone then.',
  help: 'Add podAntiAffinity on the label app, whose value is the name of the ZookeeperCluster.',
  source: SOURCES.zookeeperOperator,
  examples: {
    valid: [{ yaml: ZOOKEEPER_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: zookeeper.pravega.io/v1beta1
kind: ZookeeperCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1-zookeeper}
spec:
  replicas: 3
  pod:
    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
          - matchExpressions:
            - {key: kubernetes.io/hostname, operator: In, values: [k8s-worker-3, k8s-worker-4, k8s-worker-5]}
`,
        findings: [{ path: '/spec/pod/affinity' }],
      },
    ],
  },
  check(zookeeper) {
    const path = ZOOKEEPER_AFFINITY_PATH;
    const affinity = objectAt(zookeeper, ...path);
    if (affinity === undefined || (at(affinity, 'podAntiAffinity') ?? null) !== null) return [];
    const message = 'This affinity replaces the default one and has no podAntiAffinity';
    return [{ path, message, fix: `Add podAntiAffinity on app=${appLabelOf(zookeeper)}.` }];
  },
});
