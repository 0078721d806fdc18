import { at } from '../../../../core/json.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parseImageTag, storageTags } from '../../clusters/image-tags.ts';
import { replicasPath } from '../../clusters/replicas.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

const MINIMUM = 3;

/** Rejects more chunk pods than the edition allows, and warns of fewer than three. */
export const iomeshClusterChunkReplicas = defineRule({
  id: 'iomesh-cluster-chunk-replicas',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary:
    'There are at least 3 chunk pods, and no more than the edition allows: Community 3, Enterprise 255.',
  help: 'Use a number from 3 to 255; with the Community edition use 3.',
  source: SOURCES.iomeshScaleOut,
  examples: {
    valid: [
      { yaml: SECOND_CLUSTER },
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {replicas: 12, image: {repository: iomesh/zbs-chunkd, tag: v5.3.0-rc13-enterprise}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {replicas: 5, image: {repository: iomesh/zbs-chunkd, tag: v5.3.0-rc13-community}}
`,
        findings: [{ path: '/spec/chunk/replicas' }],
      },
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk: {replicas: 2}
`,
        findings: [{ path: '/spec/chunk/replicas', severity: 'warning' }],
      },
    ],
  },
  check(cluster) {
    const path = replicasPath('chunk');
    const replicas = at(cluster, ...path) ?? MINIMUM;
    const isCommunity = storageTags(cluster).some(({ tag }) => parseImageTag(tag).isCommunity);
    const maximum = isCommunity ? 3 : 255;
    const fix = isCommunity ? 'Use 3, or the Enterprise edition.' : 'Use a number from 3 to 255.';
    const message = `chunk.replicas is ${quote(replicas)}`;
    if (typeof replicas !== 'number' || replicas < 0 || replicas > maximum) return [{ path, message, fix }];
    return replicas < MINIMUM ? [{ path, message, fix, severity: 'warning' }] : [];
  },
});
