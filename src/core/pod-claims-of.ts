import { arrayAt, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonPath, JsonValue } from './json.ts';
import { namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { podClaims } from './pod-claim.ts';
import type { PodClaim } from './pod-claim.ts';
import { podTemplateOf } from './pod-template.ts';

/** A pod, or the pod that a workload makes, with its claims. */
export interface PodWithClaims {
  /** Where the pod stands in the object; empty for a Pod. */
  readonly path: JsonPath;
  /** The pod; the claim templates of its StatefulSet are among its volumes, as ephemeral ones. */
  readonly pod: JsonObject;
  /** `default` when the object names none. */
  readonly namespace: string;
  /** Its claims; those made from templates bear the template's or the volume's own name. */
  readonly claims: readonly PodClaim[];
  /** Where the volume of a claim stands in the object. */
  readonly volumePath: (claim: PodClaim) => JsonPath;
}

/** To its pod a claim template is an ephemeral volume of the same name, which it replaces. */
function withTemplates(volumes: readonly JsonValue[], templates: readonly JsonValue[]): readonly JsonValue[] {
  const names = templates.map(template => stringAt(template, 'metadata', 'name') ?? '');
  const kept = volumes.map(volume => (names.includes(stringAt(volume, 'name') ?? '') ? {} : volume));
  const made = templates.map((volumeClaimTemplate, index) => ({
    name: names[index],
    ephemeral: { volumeClaimTemplate },
  }));
  return [...kept, ...made];
}

/** The claims of a Pod or of the pods that a workload makes; `undefined` for objects that are neither. */
export function podClaimsOf(object: KubernetesObject, lookup: Lookup): PodWithClaims | undefined {
  const found = podTemplateOf(object);
  if (found === undefined) return undefined;
  const { path, template } = found;
  const own = arrayAt(template, 'spec', 'volumes');
  const templates = object.kind === 'StatefulSet' ? arrayAt(object, 'spec', 'volumeClaimTemplates') : [];
  const volumes = withTemplates(own, templates);
  const pod = { ...template, spec: { ...objectAt(template, 'spec'), volumes } };
  const namespace = namespaceOf(object) ?? 'default';
  return {
    path,
    pod,
    namespace,
    claims: podClaims(pod, namespace, lookup).map(claim => named(claim, volumes, object.kind)),
    volumePath: ({ volumeIndexes: [index = 0] }) =>
      index < own.length
        ? [...path, 'spec', 'volumes', index]
        : ['spec', 'volumeClaimTemplates', index - own.length],
  };
}

function named(claim: PodClaim, volumes: readonly JsonValue[], kind: string): PodClaim {
  const [index = 0] = claim.volumeIndexes;
  if (kind === 'Pod' || claim.source !== 'ephemeral') return claim;
  return { ...claim, name: stringAt(volumes, index, 'name') ?? '' };
}
