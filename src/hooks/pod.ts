import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { allowed, errored } from '../core/admission-response.ts';
import { addNodeAffinity } from '../core/affinity-patch.ts';
import { ANYWHERE } from '../core/driver.ts';
import type { Demand, Driver, Topology } from '../core/driver.ts';
import { arrayAt, isJsonObject, objectAt, stringMapAt } from '../core/json.ts';
import { PatchBuilder } from '../core/json-patch.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { PodClaim } from '../core/pod-claim.ts';
import { isDaemonSetPod, isMirrorPod, nodeNameOf } from '../core/pod-placement.ts';
import { podStorageOf, podWithClaims } from '../core/pod-storage.ts';
import type { PodStorage } from '../core/pod-storage.ts';
import type { RuleContext } from '../core/rule.ts';
import { DRIVERS } from '../drivers/registry.ts';
import { requestContext } from './context.ts';
import type { HookContext } from './context.ts';
import { inNamespace } from './in-namespace.ts';
import { judge } from './judge.ts';
import { respond } from './response.ts';

interface DriverNeeds {
  readonly demand: Demand;
  readonly topology: Topology;
}

function needsOf(
  driver: Driver,
  pod: KubernetesObject,
  storage: PodStorage | undefined,
  context: RuleContext,
): DriverNeeds {
  const own = storage?.drivers.find(served => served.driver === driver);
  // Inline volumes and stale annotations may be a driver's without any claim of it.
  return { demand: driver.demand(own?.claims ?? [], context, pod), topology: own?.topology ?? ANYWHERE };
}

/** Writes the resources into the first container, requests and limits alike, as extended resources demand. */
function injectResources(patch: PatchBuilder, pod: KubernetesObject, demand: Demand): void {
  if (!isJsonObject(arrayAt(pod, 'spec', 'containers')[0])) return;
  for (const [resource, value] of demand.resources) {
    for (const list of ['limits', 'requests']) {
      patch.set(['spec', 'containers', 0, 'resources', list, resource], value);
    }
  }
}

/** Writes the computed annotations and takes out stale ones, which a copied manifest brings along. */
function injectAnnotations(patch: PatchBuilder, pod: KubernetesObject, demand: Demand): void {
  for (const key of stringMapAt(pod, 'metadata', 'annotations').keys()) {
    const isOurs = demand.annotationPrefixes.some(prefix => key.startsWith(prefix));
    if (isOurs && !demand.annotations.has(key)) patch.remove(['metadata', 'annotations', key]);
  }
  for (const [key, value] of demand.annotations) patch.set(['metadata', 'annotations', key], value);
}

/** Node affinity is for the scheduler: pods that never pass it, or are tied to a node already, would not run any more. */
function takesAffinity(pod: KubernetesObject): boolean {
  return nodeNameOf(pod) === undefined && !isDaemonSetPod(pod);
}

function injectAffinity(patch: PatchBuilder, pod: KubernetesObject, topologies: readonly Topology[]): void {
  const spec = objectAt(pod, 'spec');
  if (spec === undefined || !takesAffinity(pod)) return;
  addNodeAffinity(patch, spec, {
    required: topologies.flatMap(topology => topology.required.map(constraint => constraint.terms)),
    preferred: topologies
      .flatMap(topology => topology.preferred)
      .flatMap(({ weight, terms }) => terms.map(preference => ({ weight, preference }))),
  });
}

function missingClassWarning({ name, missingStorageClass }: PodClaim): readonly string[] {
  if (missingStorageClass === undefined) return [];
  return [
    `claim ${name} names StorageClass ${missingStorageClass}, which does not exist: nothing was injected for it`,
  ];
}

/**
 * Injects into a new pod what its volumes need: capacity resources and annotations, and the node affinity of their
 * storage. Pods without claims, mirror pods and exempt namespaces are left alone. Applied to its own output it patches
 * nothing.
 */
export function mutatePod(request: AdmissionRequest, context: HookContext): AdmissionResponse {
  const pod = request.object;
  if (pod === undefined || request.operation !== 'CREATE' || isMirrorPod(pod)) return allowed(request.uid);
  const scene = requestContext(request, context);
  const object = inNamespace(pod, request.namespace);
  const claims = podWithClaims(object, scene)?.claims ?? [];
  const storage = podStorageOf(object, scene);
  const needs = DRIVERS.map(driver => needsOf(driver, pod, storage, scene));
  const failure = needs.find(({ demand }) => demand.failure !== undefined)?.demand.failure;
  if (failure !== undefined) return errored(request.uid, 500, failure);
  const patch = new PatchBuilder(pod);
  for (const { demand } of needs) {
    injectAnnotations(patch, pod, demand);
    injectResources(patch, pod, demand);
  }
  injectAffinity(
    patch,
    pod,
    needs.map(({ topology }) => topology),
  );
  return respond(request, judge(request, scene), {
    patch: patch.operations(),
    warnings: [...claims.flatMap(missingClassWarning), ...needs.flatMap(({ demand }) => demand.warnings)],
  });
}
