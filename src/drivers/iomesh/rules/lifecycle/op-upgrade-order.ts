import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { changedTags, compareVersions, imageTags, parseImageTag } from '../../clusters/image-tags.ts';
import { otherManagementOf } from '../../clusters/management-cluster.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

function isNewer(left: string, right: string): boolean {
  return (compareVersions(parseImageTag(left).version, parseImageTag(right).version) ?? 0) > 0;
}

/** Warns when a cluster is upgraded beyond the management cluster. */
export const opUpgradeOrder = defineRule({
  id: 'op-upgrade-order',
  kinds: ['IOMeshCluster'],
  when: 'UPDATE',
  severity: 'warning',
  summary: 'The management cluster is upgraded before the other clusters.',
  help: 'Upgrade the management cluster first, then copy its image tags.',
  source: SOURCES.iomeshUpgrade,
  examples: {
    valid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER,
        yaml: SECOND_CLUSTER.replaceAll('v5.3.0-rc13', 'v5.3.1'),
        state: MANAGEMENT_CLUSTER.replaceAll('v5.3.0-rc13', 'v5.3.1'),
      },
    ],
    invalid: [
      {
        operation: 'UPDATE',
        old: SECOND_CLUSTER,
        yaml: SECOND_CLUSTER.replace('v5.3.0-rc13', 'v5.3.1'),
        state: MANAGEMENT_CLUSTER,
        findings: [{ path: '/spec/meta/image/tag' }],
      },
    ],
  },
  check(cluster, { lookup, request }) {
    const before = request?.oldObject;
    const management = otherManagementOf(cluster, lookup);
    if (before === undefined || management === undefined) return [];
    const name = formatClusterName(clusterNameOf(management));
    const theirs = imageTags(management);
    return changedTags(before, cluster).flatMap(({ component, path, tag }) => {
      const other = theirs.find(one => one.component === component)?.tag ?? tag;
      const message = `${component} ${tag} would be newer than ${other} in ${name}`;
      return isNewer(tag, other) ? [{ path, message }] : [];
    });
  },
});
