import { stringAt } from '../../../../core/json.ts';
import { nameOf } from '../../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import { defineRule } from '../../../../core/rule.ts';
import type { RuleContext } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { suggest } from '../../../../core/suggest.ts';
import { PROVISIONER, iomeshProvisioners } from '../../names.ts';

const PATH = ['driver'] as const;
const LOCALPV = 'com.iomesh.iomesh-localpv-manager';

/** Whether a driver's name is meant to be IOMesh's: it nearly is, or both it and the class speak of IOMesh. */
function isMeantForIomesh(snapshotClass: KubernetesObject, driver: string): boolean {
  if (suggest(driver, [PROVISIONER]) !== undefined) return true;
  return driver.includes('iomesh') && nameOf(snapshotClass).includes('iomesh');
}

function isKnown(driver: string, { drivers, settings }: RuleContext): boolean {
  const names = drivers.flatMap(known => known.provisioners(settings));
  return [...iomeshProvisioners(settings), ...names].includes(driver);
}

/** Rejects misspelt names of the IOMesh CSI driver, and warns of snapshots of local volumes. */
export const snapshotClassDriverInvalid = defineRule({
  id: 'snapshot-class-driver-invalid',
  kinds: ['VolumeSnapshotClass'],
  severity: 'error',
  summary: 'A snapshot class for IOMesh names the driver com.iomesh.csi-driver.',
  help: 'Use com.iomesh.csi-driver.',
  source: SOURCES.iomeshSnapshotClass,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: {name: iomesh-csi-driver}
driver: com.iomesh.csi-driver
deletionPolicy: Delete
`,
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: {name: ceph}
driver: rook-ceph.rbd.csi.ceph.com
deletionPolicy: Delete
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: {name: iomesh-csi-driver}
driver: com.iomesh.csi-drivr
deletionPolicy: Delete
`,
        findings: [{ path: '/driver' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata: {name: local}
driver: com.iomesh.iomesh-localpv-manager
deletionPolicy: Delete
`,
        findings: [{ path: '/driver', severity: 'warning' }],
      },
    ],
  },
  check(snapshotClass, context) {
    const driver = stringAt(snapshotClass, ...PATH) ?? '';
    if (driver === LOCALPV)
      return [
        { path: PATH, severity: 'warning', message: 'Snapshots of LocalPV volumes are not documented' },
      ];
    if (isKnown(driver, context) || !isMeantForIomesh(snapshotClass, driver)) return [];
    return wrongWord(driver, PATH, [PROVISIONER]);
  },
});
