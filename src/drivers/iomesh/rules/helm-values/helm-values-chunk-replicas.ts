import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { isCommunityEdition } from '../../helm/helm-values.ts';

const PATH = ['iomesh', 'chunk', 'replicaCount'] as const;

/** Rejects more chunk pods than the Community edition allows. */
export const helmValuesChunkReplicas = defineRule({
  id: 'helm-values-chunk-replicas',
  kinds: ['HelmValues'],
  severity: 'error',
  summary: 'The Community edition has at most 3 chunk pods.',
  help: 'Use 3, or the Enterprise edition.',
  source: SOURCES.iomeshScaleOut,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
edition: enterprise
iomesh: {chunk: {replicaCount: 5}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
edition: community
iomesh: {chunk: {replicaCount: 5}}
`,
        findings: [{ path: '/iomesh/chunk/replicaCount' }],
      },
    ],
  },
  check(values) {
    const count = at(values, ...PATH);
    if (typeof count !== 'number' || count <= 3 || !isCommunityEdition(values)) return [];
    return [{ path: PATH, message: `${count} chunk pods, but the Community edition allows 3` }];
  },
});
