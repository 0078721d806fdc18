import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { allowed, patched } from '../core/admission-response.ts';
import type { Driver } from '../core/driver.ts';
import { driverOf } from '../core/driver-of.ts';
import { at } from '../core/json.ts';
import { PatchBuilder } from '../core/json-patch.ts';
import { annotationOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { DRIVER_ANNOTATION, TOPOLOGY_ANNOTATION } from '../core/names.ts';
import { decodePersistentVolumeClaim, storageClassOf } from '../core/persistent-volume-claim.ts';
import { decodeStorageClass } from '../core/storage-class.ts';
import type { StorageClass } from '../core/storage-class.ts';
import { DRIVERS } from '../drivers/registry.ts';
import type { HookContext } from './context.ts';

interface Provisioning {
  readonly driver: Driver;
  readonly storageClass: StorageClass;
}

function provisioningOf(
  claim: KubernetesObject,
  { lookup, settings }: HookContext,
): Provisioning | undefined {
  const found = storageClassOf(decodePersistentVolumeClaim(claim), lookup);
  if (typeof found === 'string') return undefined;
  const storageClass = decodeStorageClass(found);
  const driver = driverOf(storageClass.provisioner, { drivers: DRIVERS, settings });
  return driver && { driver, storageClass };
}

function annotate(
  patch: PatchBuilder,
  claim: KubernetesObject,
  key: string,
  value: string | undefined,
): void {
  if (value !== undefined) patch.set(['metadata', 'annotations', key], value);
  else if (annotationOf(claim, key) !== undefined) patch.remove(['metadata', 'annotations', key]);
}

const REQUEST_PATH = ['spec', 'resources', 'requests', 'storage'] as const;

/**
 * Completes a new claim: the driver's default capacity request when it has none, and its storage topology as the
 * annotations `stowage.dev/driver` and `stowage.dev/topology`. Nothing else is changed, no finalizer is added.
 */
export function mutatePersistentVolumeClaim(
  request: AdmissionRequest,
  context: HookContext,
): AdmissionResponse {
  const claim = request.object;
  if (claim === undefined || request.operation !== 'CREATE') return allowed(request.uid);
  const provisioning = provisioningOf(claim, context);
  const patch = new PatchBuilder(claim);
  const defaultRequest = provisioning?.driver.defaultRequest;
  if (defaultRequest !== undefined && at(claim, ...REQUEST_PATH) === undefined)
    patch.set(REQUEST_PATH, defaultRequest);
  if (context.settings.annotateClaims) {
    annotate(patch, claim, DRIVER_ANNOTATION, provisioning?.driver.id);
    const topology = provisioning?.driver.claimTopology(provisioning.storageClass, context);
    annotate(patch, claim, TOPOLOGY_ANNOTATION, topology);
  }
  return patched(request.uid, patch.operations());
}
