import { defineSourceRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** Reports comments that are meant to take back a finding and do not, because they are incomplete. */
export const suppressionInvalid = defineSourceRule({
  id: 'suppression-invalid',
  problem: 'invalid-suppression',
  severity: 'warning',
  summary: 'A comment that takes back findings names the rules and gives a reason.',
  help: 'Write "# stowage:ignore <rule-id> -- <reason>".',
  source: SOURCES.yaml,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: zbs
provisioner: zbs-csi-driver.iomesh.com # stowage:ignore sc-provisioner-legacy -- renamed in spring
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: zbs
provisioner: zbs-csi-driver.iomesh.com # stowage:ignore sc-provisioner-legacy
`,
        findings: [{ path: '' }],
      },
    ],
  },
  describe: ({ detail }) => ({ message: `this suppression has no effect: ${detail}` }),
});
