import { csiNodeDriver } from '../../core/csi-node.ts';
import { isCsiProvisioner } from '../../core/csi-parameters.ts';
import { stringAt } from '../../core/json.ts';
import type { Lookup } from '../../core/lookup.ts';
import { knowsKind } from '../../core/resolve.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** CSIDriver objects are optional, so a driver that some node has registered is installed as well. */
function isInstalled(provisioner: string, lookup: Lookup): boolean {
  if (lookup.get('CSIDriver', undefined, provisioner) !== undefined) return true;
  return lookup.list('CSINode').some(node => csiNodeDriver(node, provisioner) !== undefined);
}

/** Warns of classes whose CSI driver is not in the cluster. */
export const scProvisionerNotInstalled = defineRule({
  id: 'sc-provisioner-not-installed',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The CSI driver that a StorageClass names is installed.',
  help: 'Install the driver, or correct the provisioner.',
  source: SOURCES.kubernetesCsiDriver,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: topolvm.io
`,
        live: true,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: path
provisioner: rancher.io/local-path
`,
        live: true,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        live: true,
        findings: [{ path: '/provisioner' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: com.iomesh.csi-driver
`,
        findings: [{ path: '/provisioner', severity: 'unknown' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const provisioner = stringAt(storageClass, 'provisioner') ?? '';
    const path = ['provisioner'];
    if (!isCsiProvisioner(provisioner) || isInstalled(provisioner, lookup)) return [];
    if (lookup.isComplete('CSIDriver'))
      return [{ path, message: `there is no CSIDriver ${provisioner} in this cluster` }];
    return knowsKind(lookup, 'CSIDriver') ? [{ path, needs: { kind: 'CSIDriver', name: provisioner } }] : [];
  },
});
