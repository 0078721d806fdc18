import { arrayAt, stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import { controllerOf, nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { ObjectReference } from '../core/kubernetes-object.ts';
import type { Lookup } from '../core/lookup.ts';

/** Where the user wrote what became a pod. */
export interface WrittenPod {
  readonly object: ObjectReference;
  /** The pod's spec in it: `spec`, `spec.template.spec`. */
  readonly specPath: string;
  /** The field with the size of a claim; `undefined` when the claim is an object of its own. */
  readonly requestPath: (claim: string) => string | undefined;
}

const REQUEST = 'spec.resources.requests.storage';

function referenceTo(owner: JsonObject, namespace: string): ObjectReference {
  return { kind: stringAt(owner, 'kind') ?? '', namespace, name: stringAt(owner, 'name') ?? '' };
}

/** A ReplicaSet is nobody's writing when a Deployment made it, nor is a Job when a CronJob did. */
function writtenOwner(owner: ObjectReference, lookup: Lookup): ObjectReference {
  const object = lookup.get(owner.kind, owner.namespace, owner.name);
  const above = object && controllerOf(object);
  return above === undefined ? owner : referenceTo(above, owner.namespace ?? 'default');
}

function templateIndex(
  claim: string,
  pod: string,
  owner: ObjectReference,
  lookup: Lookup,
): string | undefined {
  if (owner.kind !== 'StatefulSet' || !claim.endsWith(`-${pod}`)) return undefined;
  const template = claim.slice(0, -pod.length - 1);
  const object = lookup.get('StatefulSet', owner.namespace, owner.name);
  const templates = arrayAt(object, 'spec', 'volumeClaimTemplates');
  const index = templates.findIndex(one => stringAt(one, 'metadata', 'name') === template);
  return String(index < 0 ? template : index);
}

const TEMPLATE_PATHS: ReadonlyMap<string, string> = new Map([
  ['CronJob', 'spec.jobTemplate.spec.template.spec'],
]);

/** Finds the object that a pod comes from, as far as it is one of Kubernetes' own kinds of workload. */
export function writtenPod(pod: JsonObject, lookup: Lookup): WrittenPod {
  const namespace = namespaceOf(pod) ?? 'default';
  const controller = controllerOf(pod);
  if (controller === undefined) {
    return {
      object: { kind: 'Pod', namespace, name: nameOf(pod) },
      specPath: 'spec',
      requestPath: () => undefined,
    };
  }
  const object = writtenOwner(referenceTo(controller, namespace), lookup);
  return {
    object,
    specPath: TEMPLATE_PATHS.get(object.kind) ?? 'spec.template.spec',
    requestPath(claim) {
      const index = templateIndex(claim, nameOf(pod), object, lookup);
      return index === undefined ? undefined : `spec.volumeClaimTemplates[${index}].${REQUEST}`;
    },
  };
}
