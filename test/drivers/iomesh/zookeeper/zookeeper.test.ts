import { expect, test } from 'vitest';
import {
  antiAffinityApps,
  appLabelOf,
} from '../../../../src/drivers/iomesh/zookeeper/zookeeper-anti-affinity.ts';
import {
  clusterNameOfZookeeper,
  zookeeperNameOf,
} from '../../../../src/drivers/iomesh/zookeeper/zookeeper-name.ts';

test.each([
  ['the default names', 'iomesh-zookeeper', 'iomesh'],
  ['a name with dashes', 'iomesh-cluster-1-zookeeper', 'iomesh-cluster-1'],
  ['a name without the suffix', 'zookeeper', undefined],
  ['the suffix alone', '-zookeeper', undefined],
])('clusterNameOfZookeeper reads %s', (_reason, name, expected) => {
  expect(clusterNameOfZookeeper(name)).toBe(expected);
});

test('zookeeperNameOf is read back', () => {
  expect(clusterNameOfZookeeper(zookeeperNameOf('iomesh'))).toBe('iomesh');
});

test('antiAffinityApps reads required and preferred terms, by label and by expression', () => {
  const byLabel = { labelSelector: { matchLabels: { app: 'a' } } };
  const byExpression = {
    labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'c'] }] },
  };
  const other = { labelSelector: { matchLabels: { kind: 'ZookeeperMember' } } };
  const podAntiAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: [byLabel, other],
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 20, podAffinityTerm: byExpression }],
  };
  const apps = antiAffinityApps({ spec: { pod: { affinity: { podAntiAffinity } } } }).map(one => one.apps);
  expect(apps).toEqual([['a'], ['b', 'c']]);
});

test('appLabelOf is the name unless the pod policy sets another', () => {
  expect(appLabelOf({ metadata: { name: 'zk' } })).toBe('zk');
  expect(appLabelOf({ metadata: { name: 'zk' }, spec: { pod: { labels: { app: 'own' } } } })).toBe('own');
});
