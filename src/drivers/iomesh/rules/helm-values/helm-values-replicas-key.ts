import { at } from '../../../../core/json.ts';
import { renameKey } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';

/** Rejects the custom resource's key for the number of pods. */
export const helmValuesReplicasKey = defineRule({
  id: 'helm-values-replicas-key',
  kinds: ['HelmValues'],
  severity: 'error',
  summary: 'The number of pods is written as replicaCount; replicas is the field of the IOMeshCluster.',
  help: 'Rename replicas to replicaCount.',
  source: SOURCES.iomeshScaleOut,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
iomesh:
  chunk: {replicaCount: 3}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
iomesh:
  chunk: {replicas: 3}
`,
        findings: [{ path: '/iomesh/chunk/replicas' }],
      },
    ],
  },
  *check(values) {
    for (const component of ['meta', 'chunk']) {
      const path = ['iomesh', component, 'replicas'];
      if (at(values, ...path) === undefined) continue;
      const message = 'The chart does not know replicas';
      yield { path, target: 'key', message, ...renameKey(values, path, 'replicaCount') };
    }
  },
});
