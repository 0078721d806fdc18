import { stringAt } from '../../../core/json.ts';
import { defineRule } from '../../../core/rule.ts';
import { SOURCES } from '../../../core/sources.ts';
import { PROVISIONER, TIER_PARAMETER, TIERS } from '../names.ts';

/** Reports tiers that do not exist. */
export const exampleStorageScTierInvalid = defineRule({
  id: 'example-storage-sc-tier-invalid',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'The tier is one that the driver knows.',
  help: `Use ${TIERS.join(' or ')}.`,
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: csi.example-storage.com
parameters: { tier: fast }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: csi.example-storage.com
parameters: { tier: quick }
`,
        findings: [{ path: '/parameters/tier' }],
      },
    ],
  },
  check(storageClass) {
    const tier = stringAt(storageClass, 'parameters', TIER_PARAMETER);
    if (stringAt(storageClass, 'provisioner') !== PROVISIONER || tier === undefined) return [];
    if (TIERS.includes(tier)) return [];
    return [{ path: ['parameters', TIER_PARAMETER], message: `there is no tier "${tier}"` }];
  },
});
