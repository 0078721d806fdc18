import { stringAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { suggest } from '../../core/suggest.ts';
import { knownProvisioners } from '../shared/known-provisioners.ts';

/** Names that documents print for a driver and that no driver answers to. */
const MISNOMERS: ReadonlyMap<string, string> = new Map([
  ['com.iomesh.localpv-manager', 'com.iomesh.iomesh-localpv-manager'],
]);

function meant(provisioner: string, context: RuleContext): string | undefined {
  const known = knownProvisioners(context);
  if (known.includes(provisioner)) return undefined;
  return MISNOMERS.get(provisioner) ?? suggest(provisioner, known);
}

/** Warns of provisioners that are one to three letters off a driver's name: their claims stay Pending for ever. */
export const scProvisionerTypo = defineRule({
  id: 'sc-provisioner-typo',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The provisioner is not a misspelt name of a driver.',
  help: 'Correct the provisioner.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local
provisioner: com.iomesh.iomesh-localpv-manager
`,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: other
provisioner: com.iomesh.csi-drive
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: com.iomesh.csi-drive
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local
provisioner: com.iomesh.localpv-manager
`,
        findings: [{ path: '/provisioner' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-drvier
`,
        findings: [{ path: '/provisioner' }],
      },
    ],
  },
  check(storageClass, context) {
    const provisioner = stringAt(storageClass, 'provisioner');
    const hint = provisioner && meant(provisioner, context);
    if (!hint) return [];
    const path = ['provisioner'];
    return [
      {
        path,
        message: `unknown provisioner "${provisioner}"`,
        fix: `Did you mean ${hint}?`,
        edit: { type: 'replace-value', path, value: hint },
      },
    ];
  },
});
