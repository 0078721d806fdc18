import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { helperTags, tagMismatch } from '../../clusters/image-tags.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Warns when the operator's own components are of different versions. */
export const iomeshClusterHelperTagMismatch = defineRule({
  id: 'iomesh-cluster-helper-tag-mismatch',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'Devicemanager, probe and toolbox have the same image tag.',
  help: 'Use one tag for devicemanager, probe and toolbox.',
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
  chunk: {devicemanager: {image: {tag: v1.0.0}}}
  probe: {image: {tag: v1.0.0}}
  toolbox: {image: {tag: v0.11.1}}
`,
        findings: [{ path: '/spec/toolbox/image/tag' }],
      },
    ],
  },
  check(cluster) {
    return tagMismatch(helperTags(cluster));
  },
});
