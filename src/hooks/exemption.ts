import type { AdmissionRequest } from '../core/admission.ts';
import { annotationOf, labelOf, namespaceOf } from '../core/kubernetes-object.ts';
import { WEBHOOK_IGNORE, WEBHOOK_LABEL, WEBHOOK_LABELS } from '../core/names.ts';
import type { HookContext } from './context.ts';
import type { Hook } from './hook.ts';

/**
 * Why a request is passed through untouched; `undefined` when it is ours to judge. The selectors of the webhook
 * configuration say the same, but platforms overwrite them, so the handler checks again.
 */
export function exemptionOf(hook: Hook, request: AdmissionRequest, context: HookContext): string | undefined {
  const { lookup, settings } = context;
  const { namespace } = request;
  if (namespace === undefined) return objectExemption(request);
  if (namespace === settings.namespace) return `namespace ${namespace} is our own`;
  if (namespace === 'kube-system') return 'namespace kube-system is never touched';
  if (hook.failurePolicy === 'Fail' && isDriverNamespace(namespace, context)) {
    return `namespace ${namespace} is excluded`;
  }
  const object = lookup.get('Namespace', undefined, namespace);
  const label = object && WEBHOOK_LABELS.find(key => labelOf(object, key) === WEBHOOK_IGNORE);
  return label && `namespace ${namespace} has the label ${label}=${WEBHOOK_IGNORE}`;
}

/**
 * Hooks that fail closed stay away from the namespaces that drivers run in, or neither side could start without the other.
 * The vendors' own resources live there and are judged by hooks that fail open.
 */
function isDriverNamespace(namespace: string, { lookup, settings }: HookContext): boolean {
  return (
    settings.excludedNamespaces.includes(namespace) ||
    lookup.list('IOMeshCluster').some(cluster => namespaceOf(cluster) === namespace)
  );
}

/** Namespace labels cannot exempt cluster-scoped objects: these opt out by the same key on themselves. */
function objectExemption(request: AdmissionRequest): string | undefined {
  const object = request.object ?? request.oldObject;
  if (object === undefined) return undefined;
  const optsOut =
    labelOf(object, WEBHOOK_LABEL) === WEBHOOK_IGNORE ||
    annotationOf(object, WEBHOOK_LABEL) === WEBHOOK_IGNORE;
  return optsOut ? `the object has ${WEBHOOK_LABEL}=${WEBHOOK_IGNORE}` : undefined;
}
