import { secretKeys } from '../../../core/csi-parameters.ts';
import { annotationOf, nameOf, namespaceOf } from '../../../core/kubernetes-object.ts';
import type { KubernetesObject, ObjectReference } from '../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../core/lookup.ts';
import type { RuleContext } from '../../../core/rule.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { isAuthClass, CHAP_OPERATIONS } from '../classes/class-secrets.ts';
import type { ChapOperation } from '../classes/class-secrets.ts';
import { ownClasses } from '../classes/own-classes.ts';
import { AUTH_KEY_ANNOTATION } from '../names.ts';

/** The keys of a CHAP Secret. */
export const CHAP_KEYS = ['username', 'password'] as const;

/** The Secret that a class names for an operation; `undefined` when it names none, or a different one for each claim. */
export function namedSecret(
  { parameters }: StorageClass,
  operation: ChapOperation,
): (ObjectReference & { readonly namespace: string }) | undefined {
  const keys = secretKeys(operation);
  const name = parameters.get(keys.name);
  const namespace = parameters.get(keys.namespace);
  if (!name || !namespace || `${name}${namespace}`.includes('$')) return undefined;
  return { kind: 'Secret', namespace, name };
}

/** The claims that name a Secret by the annotation `iomesh.com/key`. */
export function claimsWithSecret(secret: KubernetesObject, lookup: Lookup): readonly KubernetesObject[] {
  return lookup
    .list('PersistentVolumeClaim', namespaceOf(secret) ?? 'default')
    .filter(claim => annotationOf(claim, AUTH_KEY_ANNOTATION) === nameOf(secret));
}

/** Says whether a Secret is used for CHAP: a class with authentication or a claim names it. */
export function isChapSecret(secret: KubernetesObject, { lookup, settings }: RuleContext): boolean {
  if (claimsWithSecret(secret, lookup).length > 0) return true;
  const namespace = namespaceOf(secret) ?? 'default';
  return ownClasses(lookup, settings)
    .filter(isAuthClass)
    .flatMap(storageClass => CHAP_OPERATIONS.map(operation => namedSecret(storageClass, operation)))
    .some(named => named?.namespace === namespace && named.name === nameOf(secret));
}
