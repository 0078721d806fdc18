import { classOf, decodeHeldClaim } from '../../../../core/claim-class.ts';
import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { defineClaimRule } from '../../../../core/each-claim.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import type { DataSource } from '../../../../core/persistent-volume-claim.ts';
import { decide, resolve } from '../../../../core/resolve.ts';
import type { Resolved } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import type { StorageClass } from '../../../../core/storage-class.ts';
import { claim, documents, hostpathClass } from '../../examples/manifests.ts';
import { PROVISIONER } from '../../names.ts';

const CLONE = claim(
  'copy',
  'local-hostpath',
  '2Gi',
  'dataSource: {kind: PersistentVolumeClaim, name: data}, ',
);

/** The class of the claim that a claim is to be a clone of. */
function sourceClassOf({ kind, namespace, name }: DataSource, lookup: Lookup): Resolved<StorageClass> {
  const source = resolve(lookup, { kind, namespace, name });
  return source !== undefined && 'value' in source ? classOf(source.value, lookup) : source;
}

function isLocalpv(found: Resolved<StorageClass>): boolean {
  return found !== undefined && 'value' in found && found.value.provisioner === PROVISIONER;
}

/** Warns of clones of, or into, volumes that live on one node. */
export const pvcCloneLocalpv = defineClaimRule({
  id: 'pvc-clone-localpv',
  severity: 'warning',
  summary: 'Neither a clone nor its source is a LocalPV volume.',
  help: 'Make an empty volume and copy the data in a pod.',
  source: SOURCES.iomeshClonePv,
  examples: {
    valid: [{ yaml: claim('data', 'local-hostpath', '2Gi'), state: hostpathClass() }],
    invalid: [
      { yaml: CLONE, state: hostpathClass(), findings: [{ path: '/spec/dataSource' }] },
      {
        yaml: CLONE.replace('local-hostpath', 'iomesh'),
        state: documents(
          hostpathClass(),
          claim('data', 'local-hostpath', '2Gi'),
          `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: iomesh}
provisioner: com.iomesh.csi-driver
`,
        ),
        findings: [{ path: '/spec/dataSource' }],
      },
      {
        yaml: CLONE.replace('local-hostpath', '""'),
        findings: [{ path: '/spec/dataSource', severity: 'unknown' }],
      },
    ],
  },
  check(held, { lookup }) {
    const source = decodeHeldClaim(held).dataSource;
    if (source?.kind !== 'PersistentVolumeClaim') return [];
    const path = ['spec', source.field];
    const own = classOf(held.json, lookup);
    const theirs = sourceClassOf(source, lookup);
    if (isLocalpv(own) || isLocalpv(theirs)) {
      return [{ path, message: 'cloning is documented for IOMesh volumes only, not for LocalPV' }];
    }
    return [...decide(own, CLAIM_PATHS.storageClassName, () => []), ...decide(theirs, path, () => [])];
  },
});
