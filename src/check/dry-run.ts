import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { expandWorkload } from '../core/expand-workload.ts';
import { groupOf, nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { PatchOperation } from '../core/json-patch.ts';
import { overlayLookup } from '../core/overlay-lookup.ts';
import type { HookContext } from '../hooks/context.ts';
import type { Hook } from '../hooks/hook.ts';
import { HOOKS } from '../hooks/registry.ts';
import { review } from '../hooks/review.ts';
import { applyPatch } from './apply-patch.ts';

/** Puts a request to a hook. */
export type Ask = (path: string, request: AdmissionRequest) => AdmissionResponse | Promise<AdmissionResponse>;

/** What would become of one object on its way through the webhook. */
export interface DryRun {
  /** The object of the manifest. */
  readonly source: KubernetesObject;
  /** The object that would be created: the source itself, or the pod or claim that it makes. */
  readonly before: KubernetesObject;
  /** The object as it would be stored. */
  readonly after: KubernetesObject;
  readonly patch: readonly PatchOperation[];
  readonly warnings: readonly string[];
  /** Why it would be denied; `undefined` when it would be created. */
  readonly denial: string | undefined;
}

/** The request that kube-apiserver would send to a hook for the creation of an object. */
export function creationOf(object: KubernetesObject, hook: Hook, namespace = 'default'): AdmissionRequest {
  const group = groupOf(object.apiVersion);
  const version = group === '' ? object.apiVersion : object.apiVersion.slice(group.length + 1);
  return {
    uid: 'dry-run',
    kind: { group, version, kind: object.kind },
    resource: { group, version, resource: hook.resource },
    name: nameOf(object),
    ...(hook.scope === 'Namespaced' && { namespace: namespaceOf(object) ?? namespace }),
    operation: 'CREATE',
    userInfo: { username: '', groups: [] },
    object,
    dryRun: true,
  };
}

/** The hooks that are called when an object is created, in kube-apiserver's order: mutating ones first. */
export function creationHooks(object: KubernetesObject): readonly Hook[] {
  const hooks = HOOKS.filter(
    hook =>
      hook.kind === object.kind &&
      hook.apiGroup === groupOf(object.apiVersion) &&
      hook.operations.includes('CREATE'),
  );
  return [
    ...hooks.filter(hook => hook.type === 'mutating'),
    ...hooks.filter(hook => hook.type === 'validating'),
  ];
}

async function create(
  source: KubernetesObject,
  before: KubernetesObject,
  namespace: string,
  ask: Ask,
): Promise<DryRun> {
  let after = before;
  const responses: AdmissionResponse[] = [];
  for (const hook of creationHooks(before)) {
    const response = await ask(hook.path, creationOf(after, hook, namespace));
    responses.push(response);
    if (!response.allowed) break;
    after = applyPatch(after, response.patch ?? []);
  }
  return {
    source,
    before,
    after,
    patch: responses.flatMap(response => response.patch ?? []),
    warnings: responses.flatMap(response => response.warnings ?? []),
    denial: responses.find(response => !response.allowed)?.status?.message,
  };
}

/** The objects that the creation of an object brings about, in order: the claims and the first pod of a workload. */
export function createdBy(source: KubernetesObject, namespace: string): readonly KubernetesObject[] {
  const expansion = expandWorkload(source, namespace);
  return expansion === undefined ? [source] : [...expansion.claims, expansion.pod];
}

/**
 * Asks the webhook's own hooks what would become of an object, or of the claims and the first pod that a workload makes. The
 * claims are looked up as if they had been made. Objects without a hook come out as they are.
 */
export async function dryRun(
  source: KubernetesObject,
  namespace: string,
  context: HookContext,
): Promise<readonly DryRun[]> {
  const objects = createdBy(source, namespace);
  const lookup = objects.length === 1 ? context.lookup : overlayLookup(objects, context.lookup);
  return await dryRunWith(source, objects, namespace, (path, request) =>
    review(path, request, { ...context, lookup }),
  );
}

/** Asks a webhook, wherever it is, about the objects that a source brings about. */
export async function dryRunWith(
  source: KubernetesObject,
  objects: readonly KubernetesObject[],
  namespace: string,
  ask: Ask,
): Promise<readonly DryRun[]> {
  const runs: DryRun[] = [];
  for (const object of objects) runs.push(await create(source, object, namespace, ask));
  return runs;
}
