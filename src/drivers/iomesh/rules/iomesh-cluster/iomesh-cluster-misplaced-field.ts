import { entriesAt } from '../../../../core/json.ts';
import { moveField } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { SPEC_FIELDS } from '../../clusters/cluster-schema.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** Rejects fields of the spec that stand beside it. */
export const iomeshClusterMisplacedField = defineRule({
  id: 'iomesh-cluster-misplaced-field',
  kinds: ['IOMeshCluster'],
  severity: 'error',
  summary: 'Fields of the spec stand inside it, not beside it.',
  help: 'Indent the field so that it is inside spec.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  diskDeploymentMode: allFlash
chunk:
  deviceMap:
    dataStoreWithJournal:
      selector: {matchLabels: {iomesh.com/bd-driverType: SSD}}
`,
        findings: [{ path: '/chunk' }],
      },
    ],
  },
  check(cluster) {
    return entriesAt(cluster)
      .filter(([field]) => SPEC_FIELDS.includes(field))
      .map(([field]) => ({
        path: [field],
        target: 'key',
        message: `"${field}" must be inside spec`,
        ...moveField(cluster, [field], ['spec', field]),
      }));
  },
});
