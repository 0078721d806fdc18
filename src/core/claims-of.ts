import { arrayAt, isJsonObject, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonPath } from './json.ts';
import { nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { oncePer } from './once-per.ts';
import { POD_KINDS, podTemplateOf } from './pod-template.ts';

/** A claim as an object holds it: the object itself, a claim template, or the template of an ephemeral volume. */
export interface HeldClaim {
  /** Where the claim stands in the object; empty for a PersistentVolumeClaim. */
  readonly path: JsonPath;
  /** The claim-shaped object, `{ metadata, spec }`. */
  readonly json: JsonObject;
  /** The namespace of the holding object; `default` when it names none. */
  readonly namespace: string;
  /** The claim's name; for templates the template's or the volume's own name, for the ordinal is not known yet. */
  readonly name: string;
  /** The object that holds the claim. */
  readonly holder: KubernetesObject;
}

/** The kinds whose objects may hold claims. */
export const CLAIM_KINDS: readonly string[] = ['PersistentVolumeClaim', ...POD_KINDS];

function templateClaims(object: KubernetesObject, namespace: string): readonly HeldClaim[] {
  return arrayAt(object, 'spec', 'volumeClaimTemplates').flatMap((json, index) => {
    if (!isJsonObject(json)) return [];
    const path = ['spec', 'volumeClaimTemplates', index];
    return { path, json, namespace, name: nameOf(json), holder: object };
  });
}

function ephemeralClaims(object: KubernetesObject, namespace: string): readonly HeldClaim[] {
  const pod = podTemplateOf(object);
  if (pod === undefined) return [];
  return arrayAt(pod.template, 'spec', 'volumes').flatMap((volume, index) => {
    const json = objectAt(volume, 'ephemeral', 'volumeClaimTemplate');
    if (json === undefined) return [];
    const path = [...pod.path, 'spec', 'volumes', index, 'ephemeral', 'volumeClaimTemplate'];
    return { path, json, namespace, name: stringAt(volume, 'name') ?? '', holder: object };
  });
}

function findClaims(object: KubernetesObject): readonly HeldClaim[] {
  const namespace = namespaceOf(object) ?? 'default';
  if (object.kind === 'PersistentVolumeClaim') {
    return [{ path: [], json: object, namespace, name: nameOf(object), holder: object }];
  }
  const templates = object.kind === 'StatefulSet' ? templateClaims(object, namespace) : [];
  return [...templates, ...ephemeralClaims(object, namespace)];
}

/** Forty rules ask in a row. */
const findOnce = oncePer(findClaims);

/**
 * The claims that an object holds: a PersistentVolumeClaim is one, a StatefulSet has claim templates, and the volumes of
 * pods and pod templates may be ephemeral claims. Claims that pods only name are not held by them.
 */
export function claimsOf(object: KubernetesObject): readonly HeldClaim[] {
  return findOnce(object);
}
