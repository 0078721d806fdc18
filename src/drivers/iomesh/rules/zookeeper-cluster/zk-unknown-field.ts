import type { Report } from '../../../../core/finding.ts';
import { entriesAt } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { misspeltKey, moveField } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ZOOKEEPER_CLUSTER } from '../../examples/clusters.ts';
import { ZOOKEEPER_SPEC_FIELDS, parentOf } from '../../zookeeper/zookeeper-schema.ts';

function reportOf(zookeeper: JsonObject, field: string): Report {
  const path = ['spec', field];
  const parent = parentOf(field);
  if (parent !== undefined) {
    const to = ['spec', ...parent, field];
    const message = `"${field}" belongs under ${to.slice(0, -1).join('.')}`;
    return {
      path,
      target: 'key',
      message,
      fix: `Move it to ${to.join('.')}.`,
      ...moveField(zookeeper, path, to),
    };
  }
  const message = `"${field}" is not a field of a ZookeeperCluster's spec`;
  return { path, target: 'key', message, ...misspeltKey(zookeeper, path, ZOOKEEPER_SPEC_FIELDS) };
}

/** Rejects fields that the ZookeeperCluster's spec does not have, mostly wrongly indented ones. */
export const zkUnknownField = defineRule({
  id: 'zk-unknown-field',
  kinds: ['ZookeeperCluster'],
  severity: 'error',
  summary: 'The spec holds only fields of a ZookeeperCluster.',
  help: 'Check the spelling and the indentation.',
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
  replica: 3
  image:
  repository: iomesh/zookeeper
  tag: 3.5.9
`,
        findings: [{ path: '/spec/replica' }, { path: '/spec/repository' }, { path: '/spec/tag' }],
      },
    ],
  },
  check(zookeeper) {
    return entriesAt(zookeeper, 'spec')
      .filter(([field]) => !ZOOKEEPER_SPEC_FIELDS.includes(field))
      .map(([field]) => reportOf(zookeeper, field));
  },
});
