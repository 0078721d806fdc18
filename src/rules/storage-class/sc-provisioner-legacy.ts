import { stringAt } from '../../core/json.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

const LEGACY = 'zbs-csi-driver.iomesh.com';
const CURRENT = 'com.iomesh.csi-driver';

/** Warns of the name that the IOMesh CSI driver had before; an installation that kept it says so in its settings. */
export const scProvisionerLegacy = defineRule({
  id: 'sc-provisioner-legacy',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'A StorageClass names the IOMesh CSI driver by its current name.',
  help: `Use ${CURRENT}.`,
  source: SOURCES.zbsDriver,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: zbs
provisioner: zbs-csi-driver.iomesh.com
`,
        settings: { iomeshProvisioners: ['zbs-csi-driver.iomesh.com'] },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: zbs
provisioner: zbs-csi-driver.iomesh.com
`,
        findings: [{ path: '/provisioner' }],
      },
    ],
  },
  check(storageClass, { settings }) {
    const isLegacy = stringAt(storageClass, 'provisioner') === LEGACY;
    if (!isLegacy || settings.iomeshProvisioners.includes(LEGACY)) return [];
    return [{ path: ['provisioner'], message: `${LEGACY} is the legacy name of the driver` }];
  },
});
