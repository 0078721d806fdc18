import { CLAIM_KINDS } from '../../core/claims-of.ts';
import { eachClaim } from '../../core/each-claim.ts';
import { objectAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { classOf, decodeHeldClaim } from '../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../core/claim-paths.ts';
import { isCsiProvisioner } from '../../core/csi-parameters.ts';
import { decide } from '../../core/resolve.ts';

/** Reports selectors in claims that a CSI driver is to serve: external-provisioner refuses them. */
export const pvcSelectorUnsupported = defineRule({
  id: 'pvc-selector-unsupported',
  kinds: CLAIM_KINDS,
  severity: 'error',
  summary: 'A claim that a CSI driver serves has no selector.',
  help: 'Remove spec.selector; it is for volumes made by hand.',
  source: SOURCES.externalProvisioner,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: ""
  selector:
    matchLabels: { tier: gold }
`,
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: by-hand
  selector:
    matchLabels: { tier: gold }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: by-hand
provisioner: kubernetes.io/no-provisioner
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  selector:
    matchLabels: { tier: gold }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        findings: [{ path: '/spec/selector' }],
      },
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: fast
  selector:
    matchLabels: { tier: gold }
`,
        findings: [{ path: '/spec/selector', severity: 'unknown' }],
      },
    ],
  },
  check: eachClaim((claim, { lookup }) => {
    const path = CLAIM_PATHS.selector;
    if (objectAt(claim.json, ...path) === undefined || decodeHeldClaim(claim).isBound) return [];
    return decide(classOf(claim.json, lookup), path, ({ provisioner }) =>
      isCsiProvisioner(provisioner)
        ? [{ path, message: `${provisioner} provisions no claim that has a selector` }]
        : [],
    );
  }),
});
