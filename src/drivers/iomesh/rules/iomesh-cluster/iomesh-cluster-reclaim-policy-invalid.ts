import type { Report } from '../../../../core/finding.ts';
import { formatFieldPath } from '../../../../core/json-pointer.ts';
import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

const POLICIES: readonly string[] = ['Delete', 'Retain'];

/** Rejects reclaim policies that do not exist, and warns of the one that is not documented. */
export const iomeshClusterReclaimPolicyInvalid = defineRule({
  id: 'iomesh-cluster-reclaim-policy-invalid',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'The reclaim policies of volumes and block devices are Delete, the only documented value.',
  help: 'Use Delete.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  reclaimPolicy: {volume: delete, blockdevice: Retain}
`,
        findings: [
          { path: '/spec/reclaimPolicy/volume' },
          { path: '/spec/reclaimPolicy/blockdevice', severity: 'warning' },
        ],
      },
    ],
  },
  check(cluster) {
    return ['volume', 'blockdevice'].flatMap((field): readonly Report[] => {
      const path = ['spec', 'reclaimPolicy', field];
      const policy = at(cluster, ...path);
      if (policy !== 'Retain') return wrongWord(policy, path, POLICIES);
      return [{ path, severity: 'warning', message: `${formatFieldPath(path)} Retain is not documented` }];
    });
  },
});
