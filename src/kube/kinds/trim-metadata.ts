import { entriesAt, isJsonArray, isJsonObject, member } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';

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

/** One member of an object's metadata. */
export function metadataOf(object: JsonObject, key: string): JsonValue | undefined {
  return member(member(object, 'metadata'), key);
}

/** The annotations whose keys pass. */
export function someAnnotations(
  object: JsonObject,
  isWanted: (key: string) => boolean,
): JsonObject | undefined {
  return filterKeys(metadataOf(object, 'annotations'), isWanted);
}

/** The annotations of users and of drivers, and the node that was selected for a claim. */
export function foreignAnnotations(object: JsonObject): JsonObject | undefined {
  return someAnnotations(object, key => key === SELECTED_NODE || !KUBERNETES_OWN.test(key));
}

/** All labels. */
export function allLabels(object: JsonObject): JsonObject | undefined {
  const labels = metadataOf(object, 'labels');
  return isJsonObject(labels) && Object.keys(labels).length > 0 ? labels : undefined;
}

/** The owner that controls an object, as the only one of its owners. */
export function controllerReference(object: JsonObject): readonly JsonObject[] | undefined {
  const owners = metadataOf(object, 'ownerReferences');
  if (!isJsonArray(owners)) return undefined;
  const controller = owners.find(owner => member(owner, 'controller') === true);
  const kept = pick(controller, 'apiVersion', 'kind', 'name', 'uid', 'controller');
  return kept && [kept];
}

/** The name and the namespace of an object, and what else is to be kept of its metadata. */
export function metadata(
  object: JsonObject,
  share: Share,
  more: Readonly<Record<string, JsonValue | undefined>> = {},
): JsonObject {
  const namespace = share(metadataOf(object, 'namespace'));
  return compact({ name: metadataOf(object, 'name'), namespace, ...more });
}

/** What the API server keeps for itself; it changes when nothing of interest does. */
const BOOKKEEPING: readonly string[] = ['managedFields', 'resourceVersion', 'generation', 'selfLink'];
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The whole object but for bookkeeping; for kinds of which there are few. */
export function trimBookkeeping(object: JsonObject): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, metadata: raw, ...rest } = object;
  const kept = filterKeys(raw, key => !BOOKKEEPING.includes(key) && key !== 'annotations');
  return {
    ...rest,
    metadata: compact({ ...kept, annotations: someAnnotations(object, key => key !== APPLIED) }),
  };
}
