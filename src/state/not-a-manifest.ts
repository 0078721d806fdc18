import { isJsonObject, stringAt } from '../core/json.ts';
import type { JsonValue } from '../core/json.ts';

/** Top-level keys of the Helm values of the drivers we serve. */
const VALUES_KEYS =
  'iomesh operator csi-driver localpv-manager chunk meta redirector deviceMap lvmd storageClasses ' +
  'replicaCount nameOverride fullnameOverride';

/** Top-level keys of manifests that lost their head or their indentation. */
const FRAGMENT_KEYS =
  'kind metadata spec parameters provisioner reclaimPolicy volumeBindingMode allowVolumeExpansion ' +
  'allowedTopologies accessModes storageClassName volumeClaimTemplates affinity nodeAffinity podAffinity ' +
  'podAntiAffinity nodeSelectorTerms matchExpressions';

/** Words that the files of other tools use as well (`resources`, `image`, `data`) tell nothing. */
const TELLING_KEYS: ReadonlySet<string> = new Set(`${VALUES_KEYS} ${FRAGMENT_KEYS}`.split(' '));

const SHOWN_KEYS = 3;

/**
 * The first keys of a mapping that is no Kubernetes object but was probably meant to be one, or to be given
 * as Helm values; `undefined` for everything else.
 */
export function keysOfNoManifest(value: JsonValue): readonly string[] | undefined {
  if (!isJsonObject(value)) return undefined;
  if (stringAt(value, 'apiVersion') && stringAt(value, 'kind')) return undefined;
  const keys = Object.keys(value);
  return keys.some(key => TELLING_KEYS.has(key)) ? keys.slice(0, SHOWN_KEYS) : undefined;
}
