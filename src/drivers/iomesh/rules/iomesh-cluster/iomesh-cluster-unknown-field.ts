import type { Report } from '../../../../core/finding.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { formatFieldPath } from '../../../../core/json-pointer.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import { IOMESH_CLUSTER_FIELDS, SPEC_FIELDS, placesOf, unknownFields } from '../../cluster-schema.ts';
import type { UnknownField } from '../../cluster-schema.ts';
import { SECOND_CLUSTER } from '../../examples.ts';
import { renameKey } from '../../key-edits.ts';

/** Fields that rules of their own speak of: those beside the spec that belong into it, and the Helm chart's key. */
function hasOwnRule({ path, field }: UnknownField): boolean {
  return field === 'replicaCount' || (path.length === 1 && SPEC_FIELDS.includes(field));
}

function reportOf(cluster: JsonObject, { path, field, known }: UnknownField): Report {
  const message = `${formatFieldPath(path)} is not a known field; later versions may define it`;
  const hint = suggest(field, known);
  if (hint !== undefined)
    return { path, target: 'key', message, fix: `Did you mean ${hint}?`, ...renameKey(cluster, path, hint) };
  const places = placesOf(field, IOMESH_CLUSTER_FIELDS).map(formatFieldPath);
  if (places.length === 0) return { path, target: 'key', message };
  return { path, target: 'key', message, fix: `Did you mean ${places.join(' or ')}?` };
}

/** Warns of fields that no public document shows. */
export const iomeshClusterUnknownField = defineRule({
  id: 'iomesh-cluster-unknown-field',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'Every field is one that the public documents show; the schema itself is not public.',
  help: 'Check the spelling and the indentation.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [{ yaml: SECOND_CLUSTER }],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  diskDeploymentmode: hybridFlash
  dataCIDR: 10.234.1.0/24
  chunk:
    devicemanager:
      blockdeviceNamespace: iomesh-system
`,
        findings: [
          { path: '/spec/diskDeploymentmode' },
          { path: '/spec/dataCIDR' },
          { path: '/spec/chunk/devicemanager/blockdeviceNamespace' },
        ],
      },
    ],
  },
  check(cluster) {
    return unknownFields(cluster, IOMESH_CLUSTER_FIELDS)
      .filter(unknown => !hasOwnRule(unknown))
      .map(unknown => reportOf(cluster, unknown));
  },
});
