import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { imageTags } from '../../clusters/image-tags.ts';
import { otherManagementOf } from '../../clusters/management-cluster.ts';
import { missingManagementOf } from '../../clusters/missing-management.ts';
import { MANAGEMENT_CLUSTER, SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns when a cluster runs other versions than the management cluster. */
export const iomeshClusterImageTagDiffersFromManagement = defineRule({
  id: 'iomesh-cluster-image-tag-differs-from-management',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'A further cluster has the image tags of the management cluster.',
  help: 'Copy spec.*.image.tag from the management cluster.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER, state: MANAGEMENT_CLUSTER }],
    invalid: [
      {
        yaml: SECOND_CLUSTER,
        state: MANAGEMENT_CLUSTER.replaceAll('v5.3.0-rc13', 'v5.3.1'),
        findings: [
          { path: '/spec/meta/image/tag' },
          { path: '/spec/chunk/image/tag' },
          { path: '/spec/redirector/image/tag' },
        ],
      },
      { yaml: SECOND_CLUSTER, findings: [{ path: '/spec/meta/image/tag', severity: 'unknown' }] },
    ],
  },
  check(cluster, { lookup }) {
    const tags = imageTags(cluster);
    const needs = missingManagementOf(cluster, lookup);
    if (tags[0] !== undefined && needs !== undefined) return [{ path: tags[0].path, needs }];
    const management = otherManagementOf(cluster, lookup);
    if (management === undefined) return [];
    const name = formatClusterName(clusterNameOf(management));
    const theirs = imageTags(management);
    return tags.flatMap(({ component, path, tag }) => {
      const other = theirs.find(one => one.component === component)?.tag ?? tag;
      const message = `The tag of ${component} is ${tag}, in ${name} it is ${other}`;
      return other === tag ? [] : [{ path, message }];
    });
  },
});
