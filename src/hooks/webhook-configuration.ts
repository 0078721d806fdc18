import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { WEBHOOK_IGNORE, WEBHOOK_LABEL, WEBHOOK_LABELS } from '../core/names.ts';
import type { Hook } from './hook.ts';
import { HOOKS } from './registry.ts';

/** Where kube-apiserver finds the webhooks, and where they must not be called. */
export interface WebhookPlace {
  /** Name of the Service. */
  readonly service: string;
  /** Namespace of the Service; never matched by any hook. */
  readonly namespace: string;
  /** Namespaces that drivers run in; never matched by hooks that fail closed. */
  readonly excludedNamespaces: readonly string[];
}

/**
 * Mutating configurations are called in the order of their names, and a hook whose conditions do not hold in the first round
 * is not asked again in the second. So ours comes late: a claim volume that another webhook adds is seen.
 */
export const MUTATING_CONFIGURATION = 'zz-stowage';

/** Name of the ValidatingWebhookConfiguration. */
export const VALIDATING_CONFIGURATION = 'stowage';

const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

function notIn(key: string, values: readonly string[]): JsonObject {
  return { key, operator: 'NotIn', values };
}

function excludedNames(hook: Hook, { namespace, excludedNamespaces }: WebhookPlace): readonly string[] {
  const drivers = hook.failurePolicy === 'Fail' ? excludedNamespaces : [];
  return [...new Set([namespace, 'kube-system', ...drivers])].toSorted();
}

function namespaceSelector(hook: Hook, place: WebhookPlace): JsonObject {
  if (hook.scope === 'Cluster') return {};
  const optOuts = WEBHOOK_LABELS.map(label => notIn(label, [WEBHOOK_IGNORE]));
  return { matchExpressions: [...optOuts, notIn(NAMESPACE_NAME_LABEL, excludedNames(hook, place))] };
}

/** Namespace labels cannot exempt cluster-scoped objects: they opt out by a label of their own. */
function objectSelector(hook: Hook): JsonObject {
  return hook.scope === 'Cluster' ? { matchExpressions: [notIn(WEBHOOK_LABEL, [WEBHOOK_IGNORE])] } : {};
}

/** The API's defaults are written out, so that what is applied is what is stored and GitOps tools see no difference. */
function webhook(hook: Hook, place: WebhookPlace): JsonObject {
  return {
    name: hook.name,
    admissionReviewVersions: ['v1'],
    clientConfig: {
      service: { name: place.service, namespace: place.namespace, path: hook.path, port: 443 },
    },
    failurePolicy: hook.failurePolicy,
    ...(hook.matchConditions !== undefined && { matchConditions: hook.matchConditions }),
    matchPolicy: 'Equivalent',
    namespaceSelector: namespaceSelector(hook, place),
    objectSelector: objectSelector(hook),
    ...(hook.type === 'mutating' && { reinvocationPolicy: 'IfNeeded' }),
    rules: [
      {
        apiGroups: [hook.apiGroup],
        apiVersions: hook.apiVersions,
        operations: hook.operations,
        resources: [hook.resource],
        scope: hook.scope,
      },
    ],
    sideEffects: 'None',
    timeoutSeconds: hook.timeoutSeconds,
  };
}

function configuration(
  kind: string,
  name: string,
  type: Hook['type'],
  place: WebhookPlace,
): KubernetesObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name, labels: { 'app.kubernetes.io/name': 'stowage' } },
    webhooks: HOOKS.filter(hook => hook.type === type).map(hook => webhook(hook, place)),
  };
}

/**
 * The webhook configurations, made from the table of hooks. They hold no `caBundle`: the certificate authority, or
 * cert-manager, writes it and owns it.
 */
export function webhookConfigurations(place: WebhookPlace): readonly KubernetesObject[] {
  return [
    configuration('MutatingWebhookConfiguration', MUTATING_CONFIGURATION, 'mutating', place),
    configuration('ValidatingWebhookConfiguration', VALIDATING_CONFIGURATION, 'validating', place),
  ];
}
