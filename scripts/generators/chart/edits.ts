import { arrayAt, at, stringAt } from '../../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { CONFIG_FILE } from '../../../src/manifests/names.ts';
import type { Edit } from './template.ts';
import { CONTAINER, PLACED_VALUES, POD } from './values.ts';

const FAIL_CLOSED_EXCLUSIONS = 'include "stowage.excludedNamespaces" .';
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** `key:` and the YAML of a value below it, if the value holds anything. */
function optional(key: string, value: string) {
  return (indentation: number): readonly string[] => [
    `{{- with .Values.${value} }}`,
    `${key}:`,
    `  {{- toYaml . | nindent ${indentation + 2} }}`,
    '{{- end }}',
  ];
}

function included(value: string) {
  return (indentation: number): readonly string[] => [
    `{{- with .Values.${value} }}`,
    `{{- toYaml . | nindent ${indentation} }}`,
    '{{- end }}',
  ];
}

function placedEdit(place: JsonPath, name: string, value: JsonValue): Edit {
  if (typeof value === 'object') return { place, block: `toYaml .Values.${name}` };
  return { place, put: `{{ .Values.${name} }}` };
}

function placedEdits(kind: string): readonly Edit[] {
  return PLACED_VALUES.filter(value => value.kind === kind).map(({ place, name, default: value }) =>
    placedEdit(place, name, value),
  );
}

/** Pods are replaced when the configuration file changes. */
const CHECKSUM = `checksum/config: '{{ include (print $.Template.BasePath "/config.yaml") . | sha256sum }}'`;

function podAnnotations(indentation: number): readonly string[] {
  return [
    'annotations:',
    `  ${CHECKSUM}`,
    ...included('podAnnotations')(indentation + 2).map(line => `  ${line}`),
  ];
}

function deploymentEdits(deployment: KubernetesObject): readonly Edit[] {
  const args = [...CONTAINER, 'args'];
  const flags = arrayAt(deployment, ...args);
  return [
    ...placedEdits('Deployment'),
    { place: [...args, flags.indexOf('--cert-mode=self')], put: `'--cert-mode={{ .Values.certificates }}'` },
    {
      place: [...POD, 'priorityClassName'],
      when: '.Values.priorityClassName',
      put: `'{{ .Values.priorityClassName }}'`,
    },
    { place: ['spec', 'template', 'metadata'], append: podAnnotations },
    { place: ['spec', 'template', 'metadata', 'labels'], append: included('podLabels') },
    {
      place: POD,
      append: indentation =>
        ['imagePullSecrets', 'tolerations', 'affinity'].flatMap(key => optional(key, key)(indentation)),
    },
  ];
}

/** For selectors that are empty otherwise. */
const AKS_SELECTOR = { when: '.Values.webhooks.aks', block: 'include "stowage.aksSelector" .' };

/** What AKS' Admissions Enforcer adds to selectors: https://github.com/Azure/AKS/issues/4002 */
function aksExpressions(indentation: number): readonly string[] {
  return [
    '{{- if .Values.webhooks.aks }}',
    `{{- include "stowage.aksExpressions" . | nindent ${indentation} }}`,
    '{{- end }}',
  ];
}

function selectorEdits(webhook: JsonValue, place: JsonPath): readonly Edit[] {
  const expressions = arrayAt(webhook, 'namespaceSelector', 'matchExpressions');
  const selector = [...place, 'namespaceSelector'];
  if (expressions.length === 0) return [{ place: selector, instead: AKS_SELECTOR }];
  const list = [...selector, 'matchExpressions'];
  const byName = expressions.findIndex(expression => stringAt(expression, 'key') === NAMESPACE_NAME);
  const isFailClosed = stringAt(webhook, 'failurePolicy') === 'Fail';
  return [
    { place: list, append: aksExpressions },
    ...(isFailClosed ? [{ place: [...list, byName, 'values'], block: FAIL_CLOSED_EXCLUSIONS }] : []),
  ];
}

function webhookEdits(webhook: JsonValue, index: number): readonly Edit[] {
  const place = ['webhooks', index];
  const isFailClosed = stringAt(webhook, 'failurePolicy') === 'Fail';
  return [
    { place: [...place, 'timeoutSeconds'], put: '{{ .Values.webhooks.timeoutSeconds }}' },
    ...(isFailClosed
      ? [{ place: [...place, 'failurePolicy'], put: '{{ .Values.webhooks.failurePolicy }}' }]
      : []),
    ...selectorEdits(webhook, place),
  ];
}

function configurationEdits(configuration: KubernetesObject): readonly Edit[] {
  return [
    { place: ['metadata', 'annotations'], when: 'eq .Values.certificates "cert-manager"' },
    ...arrayAt(configuration, 'webhooks').flatMap(webhookEdits),
  ];
}

/** An issuer given takes the place of the authority of our own. */
function certificateEdits(certificate: KubernetesObject): readonly Edit[] {
  if (at(certificate, 'spec', 'isCA') === true) return [];
  const value = '.Values.certManager.issuerRef';
  return [{ place: ['spec', 'issuerRef'], instead: { when: value, block: `toYaml ${value}` } }];
}

/** What Helm does in an object of the installation. */
export function editsOf(object: KubernetesObject): readonly Edit[] {
  switch (object.kind) {
    case 'Deployment':
      return deploymentEdits(object);
    case 'ConfigMap':
      return [{ place: ['data', CONFIG_FILE.key], put: '|', block: 'toYaml .Values.config' }];
    case 'ResourceQuota':
      return [
        {
          place: ['spec', 'scopeSelector', 'matchExpressions', 0, 'values', 0],
          put: `'{{ .Values.priorityClassName }}'`,
        },
      ];
    case 'Certificate':
      return certificateEdits(object);
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return configurationEdits(object);
    default:
      return placedEdits(object.kind);
  }
}

/** The condition on which an object of the installation is there; `undefined` for those that are always. */
export function conditionOf(object: KubernetesObject): string | undefined {
  switch (object.kind) {
    case 'PodDisruptionBudget':
      return '.Values.podDisruptionBudget.enabled';
    case 'ResourceQuota':
      return 'and .Values.resourceQuota.enabled .Values.priorityClassName';
    case 'NetworkPolicy':
      return '.Values.networkPolicy.enabled';
    case 'Issuer':
      return 'not .Values.certManager.issuerRef';
    case 'Certificate':
      return at(object, 'spec', 'isCA') === true ? 'not .Values.certManager.issuerRef' : undefined;
    default:
      return undefined;
  }
}
