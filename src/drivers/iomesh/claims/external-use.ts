import type { JsonObject, JsonPath } from '../../../core/json.ts';
import { annotationOf } from '../../../core/kubernetes-object.ts';
import { EXTERNAL_USE_ANNOTATION, IQN_LIST_ANNOTATION } from '../names.ts';

/** Where the list of initiators stands in a claim. */
export const IQN_LIST_PATH: JsonPath = ['metadata', 'annotations', IQN_LIST_ANNOTATION];
/** Where a claim says that initiators outside the cluster may use it. */
export const EXTERNAL_USE_PATH: JsonPath = ['metadata', 'annotations', EXTERNAL_USE_ANNOTATION];
/** The entry that lets every initiator in. */
export const ALL_INITIATORS = '*/*';

const INITIATOR = /^(iqn\.\d{4}-\d{2}\.\S+|eui\.[0-9A-Fa-f]{16}|naa\.\S+)$/;

/** The initiators that may log in to a claim's volume, as written between the commas; empty when there is no list. */
export function initiatorsOf(claim: JsonObject): readonly string[] {
  const list = annotationOf(claim, IQN_LIST_ANNOTATION) ?? '';
  return list.trim() === '' ? [] : list.split(',');
}

/** Says whether a claim is served to initiators outside the Kubernetes cluster. */
export function isExternal(claim: JsonObject): boolean {
  return annotationOf(claim, EXTERNAL_USE_ANNOTATION) === 'true';
}

/** Says whether an entry is the name of an iSCSI initiator (iqn, eui or naa form), or stands for all of them. */
export function isInitiator(entry: string): boolean {
  return entry === ALL_INITIATORS || INITIATOR.test(entry);
}
