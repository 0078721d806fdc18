import { CLAIM_KINDS, claimsOf } from '../../core/claims-of.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { cloneSource } from '../shared/claim-source.ts';

/** Reports clones of claims in other namespaces. An object without a namespace gets it only when it is applied. */
export const pvcCloneNamespace = defineRule({
  id: 'pvc-clone-namespace',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A clone is in the namespace of its source.',
  help: 'Create the clone in the namespace of its source.',
  source: SOURCES.iomeshClonePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
  namespace: shop
spec:
  dataSourceRef:
    kind: PersistentVolumeClaim
    name: data
    namespace: shop
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: copy
  namespace: shop
spec:
  dataSourceRef:
    kind: PersistentVolumeClaim
    name: data
    namespace: archive
`,
        findings: [{ path: '/spec/dataSourceRef/namespace' }],
      },
    ],
  },
  check(object) {
    if (namespaceOf(object) === undefined) return [];
    return claimsOf(object).flatMap(claim => {
      const source = cloneSource(claim);
      if (source === undefined || source.namespace === claim.namespace) return [];
      return [
        {
          path: [...claim.path, 'spec', source.field, 'namespace'],
          message: `the source is in namespace ${source.namespace}, the clone in ${claim.namespace}`,
        },
      ];
    });
  },
});
