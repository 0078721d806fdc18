import { entriesAt, isJsonArray, isJsonObject, member } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { compact, pick } from './pick.ts';

/** What identifies an object. */
export const IDENTITY = ['name', 'namespace'] as const;

/** Kubernetes' own annotations: many, on every object, and but one of them tell us nothing. */
const KUBERNETES_OWN = /^(?:[^/]*\.)?(?:kubernetes|k8s)\.io\//;
/** Where kube-scheduler wants a claim's volume. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** The entries of a map whose keys pass; `undefined` when there are none. */
export function filterKeys(
  map: JsonValue | undefined,
  isWanted: (key: string) => boolean,
): JsonObject | undefined {
  const kept = entriesAt(map).filter(([key]) => isWanted(key));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The annotations of users and of drivers, and the node that was selected for a claim. */
export function foreignAnnotations(object: JsonObject): JsonObject | undefined {
  return filterKeys(
    member(member(object, 'metadata'), 'annotations'),
    key => key === SELECTED_NODE || !KUBERNETES_OWN.test(key),
  );
}

/** All labels. */
export function allLabels(object: JsonObject): JsonObject | undefined {
  const labels = member(member(object, 'metadata'), 'labels');
  return isJsonObject(labels) && Object.keys(labels).length > 0 ? labels : undefined;
}

/** The owner that controls an object, as the only one of its owners. */
export function controllerReference(object: JsonObject): readonly JsonObject[] | undefined {
  const owners = member(member(object, 'metadata'), 'ownerReferences');
  if (!isJsonArray(owners)) return undefined;
  const controller = owners.find(owner => member(owner, 'controller') === true);
  const kept = pick(controller, 'apiVersion', 'kind', 'name', 'uid', 'controller');
  return kept && [kept];
}

/** The named fields of an object's metadata, and further ones made of them. */
export function metadata(
  object: JsonObject,
  fields: readonly string[],
  more: Readonly<Record<string, JsonValue | undefined>> = {},
): JsonObject {
  return compact({ ...pick(member(object, 'metadata'), ...fields), ...more });
}

/** What the API server keeps for itself; it changes when nothing of interest does. */
const BOOKKEEPING: readonly string[] = ['managedFields', 'resourceVersion', 'generation', 'selfLink'];
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The whole object but for bookkeeping; for kinds of which there are few. */
export function trimBookkeeping(object: JsonObject): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, metadata: raw, ...rest } = object;
  const kept = filterKeys(raw, key => !BOOKKEEPING.includes(key) && key !== 'annotations');
  const annotations = filterKeys(member(raw, 'annotations'), key => key !== APPLIED);
  return { ...rest, metadata: compact({ ...kept, annotations }) };
}
