import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parseImageTag, storageTags, tagMismatch } from '../../clusters/image-tags.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Requires one edition and one platform for meta, chunk and redirector. */
export const iomeshClusterEditionMismatch = defineRule({
  id: 'iomesh-cluster-edition-mismatch',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The image tags of meta, chunk and redirector name the same edition and platform.',
  help: 'Use one suffix: -community or -enterprise, followed by -hygon on that platform.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-cluster-1, name: iomesh-cluster-1}
spec:
  meta: {image: {tag: v5.3.0-rc13-enterprise}}
  chunk: {image: {tag: v5.3.0-rc13-enterprise}}
  redirector: {image: {tag: v5.3.0-rc13-community}}
`,
        findings: [{ path: '/spec/redirector/image/tag' }],
      },
    ],
  },
  check(cluster) {
    return tagMismatch(storageTags(cluster), tag => parseImageTag(tag).suffix);
  },
});
