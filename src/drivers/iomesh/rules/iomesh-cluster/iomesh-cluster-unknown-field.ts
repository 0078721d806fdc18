import { DEVICE_MAP_PATH } from '../../../../core/device-map.ts';
import type { Report } from '../../../../core/finding.ts';
import { formatFieldPath } from '../../../../core/json-pointer.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { misspeltKey } from '../../../../core/key-edits.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import {
  IOMESH_CLUSTER_FIELDS,
  SPEC_FIELDS,
  placesOf,
  unknownFields,
} from '../../clusters/cluster-schema.ts';
import type { UnknownField } from '../../clusters/cluster-schema.ts';
import { SECOND_CLUSTER } from '../../examples/clusters.ts';

/** More places than this do not help anyone. */
const MAX_PLACES = 2;

/** Fields of which other rules speak: the Helm chart's key, fields beside the spec that belong into it, mount types. */
function hasOwnRule({ path, field }: UnknownField): boolean {
  if (field === 'replicaCount') return true;
  if (path.length === 1) return SPEC_FIELDS.includes(field);
  return path.length === 4 && DEVICE_MAP_PATH.every((step, index) => path[index] === step);
}

/** Where a field belongs: the places below its parent, or else all places; none when that leaves too many. */
function rightPlaces({ path, field }: UnknownField): readonly string[] {
  const places = placesOf(field, IOMESH_CLUSTER_FIELDS);
  const parent = path.slice(0, -1);
  const below = places.filter(place => parent.every((step, index) => place[index] === step));
  const right = below.length > 0 ? below : places;
  return right.length > MAX_PLACES ? [] : right.map(formatFieldPath);
}

function reportOf(cluster: JsonObject, unknown: UnknownField): Report {
  const { path, known } = unknown;
  const message = `${formatFieldPath(path)} is not a known field; later versions may define it`;
  const misspelt = misspeltKey(cluster, path, known);
  const places = rightPlaces(unknown);
  if (misspelt.fix !== undefined || places.length === 0) return { path, target: 'key', message, ...misspelt };
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
