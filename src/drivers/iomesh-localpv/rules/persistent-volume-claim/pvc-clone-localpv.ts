import { at } from '../../../../core/json.ts';
import type { JsonPath } from '../../../../core/json.ts';
import { CLAIM_KINDS, claimsOf } from '../../../../core/claims-of.ts';
import type { HeldClaim } from '../../../../core/claims-of.ts';
import type { Report, Undecided } from '../../../../core/finding.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { decodePersistentVolumeClaim, storageClassOf } from '../../../../core/persistent-volume-claim.ts';
import type { PersistentVolumeClaim } from '../../../../core/persistent-volume-claim.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { undecidedClass } from '../../claim-rule.ts';
import { isLocalpvClass } from '../../class-rule.ts';
import { claim, documents, hostpathClass } from '../../examples.ts';

const CLONE = claim(
  'copy',
  'local-hostpath',
  '2Gi',
  'dataSource: {kind: PersistentVolumeClaim, name: data}, ',
);

type Verdict = boolean | readonly Undecided[];

/** Whether a claim is of a LocalPV class; what would have to be known to tell, at the given place. */
function isLocalpv(claimOfClass: PersistentVolumeClaim, path: JsonPath, lookup: Lookup): Verdict {
  const found = storageClassOf(claimOfClass, lookup);
  if (found === 'missing') return undecidedClass(claimOfClass, path, lookup);
  return found !== 'none' && isLocalpvClass(found);
}

function isSourceLocalpv(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  path: JsonPath,
  lookup: Lookup,
): Verdict {
  const object = lookup.get('PersistentVolumeClaim', namespace, name);
  if (object !== undefined) {
    return isLocalpv(decodePersistentVolumeClaim(object, namespace), path, lookup);
  }
  if (lookup.isComplete('PersistentVolumeClaim')) return false;
  return [{ path, needs: { kind: 'PersistentVolumeClaim', namespace, name } }];
}

function* checkClaim(held: HeldClaim, lookup: Lookup): Iterable<Report | Undecided> {
  const copy = decodePersistentVolumeClaim(held.json, held.namespace);
  const source = copy.dataSource;
  if (source?.kind !== 'PersistentVolumeClaim') return;
  const field = at(held.json, 'spec', 'dataSourceRef') === undefined ? 'dataSource' : 'dataSourceRef';
  const path = [...held.path, 'spec', field];
  const verdicts = [
    isLocalpv(copy, [...held.path, 'spec', 'storageClassName'], lookup),
    isSourceLocalpv(source, path, lookup),
  ];
  if (verdicts.includes(true)) {
    yield { path, message: 'cloning is documented for IOMesh volumes only, not for LocalPV' };
    return;
  }
  for (const verdict of verdicts) if (typeof verdict !== 'boolean') yield* verdict;
}

/** Warns of clones of, or into, volumes that live on one node. */
export const pvcCloneLocalpv = defineRule({
  id: 'pvc-clone-localpv',
  kinds: CLAIM_KINDS,
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
  check: (object, { lookup }) => claimsOf(object).flatMap(held => [...checkClaim(held, lookup)]),
});
