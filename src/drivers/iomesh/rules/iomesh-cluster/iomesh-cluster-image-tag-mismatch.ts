import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { storageTags, tagMismatch } from '../../clusters/image-tags.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Requires one image tag for meta, chunk and redirector. */
export const iomeshClusterImageTagMismatch = defineRule({
  id: 'iomesh-cluster-image-tag-mismatch',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Meta, chunk and redirector have the same image tag.',
  help: 'Use one tag for meta, chunk and redirector.',
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
  meta: {image: {tag: v5.3.0-rc13-community}}
  chunk: {image: {tag: v5.3.0-rc12-community}}
  redirector: {image: {tag: v5.3.0-rc13-community}}
`,
        findings: [{ path: '/spec/chunk/image/tag' }],
      },
    ],
  },
  check(cluster) {
    return tagMismatch(storageTags(cluster));
  },
});
