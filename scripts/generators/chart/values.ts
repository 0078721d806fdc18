import { configSchema } from '../../../src/config/schema.ts';
import { at, objectAt } from '../../../src/core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { HOOKS } from '../../../src/hooks/registry.ts';
import { IMAGE_REPOSITORY, defaultInstallation } from '../../../src/manifests/default-installation.ts';
import { installationObjects } from '../../../src/manifests/installation.ts';
import { VERSION } from '../../../src/cli/version.ts';

/** A value of the chart: `values.yaml`, its schema and the table in the README are made from it. */
export interface ChartValue {
  /** Its place in `values.yaml`, with dots. */
  readonly name: string;
  readonly description: string;
  readonly default: JsonValue;
  readonly schema: JsonObject;
}

/** A value that takes the place of what the installation has there; that is its default. */
export interface PlacedValue extends ChartValue {
  readonly kind: string;
  readonly place: JsonPath;
}

const INSTALLATION = defaultInstallation(VERSION);
const OBJECTS = installationObjects(INSTALLATION);

/** The pod, and the service's container in it, in the Deployment. */
export const POD = ['spec', 'template', 'spec'] as const;
export const CONTAINER = [...POD, 'containers', 0] as const;

function objectOf(kind: string): KubernetesObject {
  const found = OBJECTS.filter(object => object.kind === kind);
  if (found[0] === undefined || found.length > 1) throw new Error(`there is not exactly one ${kind}`);
  return found[0];
}

function placed(kind: string, place: JsonPath, value: Omit<ChartValue, 'default'>): PlacedValue {
  const found = at(objectOf(kind), ...place);
  if (found === undefined) throw new Error(`${kind} has nothing for ${value.name}`);
  return { ...value, kind, place, default: found };
}

const BOOLEAN = { type: 'boolean' };
const TEXT = { type: 'string' };
const ANY_OBJECT = { type: 'object' };
const ANY_OBJECTS = { type: 'array', items: ANY_OBJECT };
const TEXTS = { type: 'object', additionalProperties: TEXT };
const NAMESPACE = { ...TEXT, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };

const PLACED = {
  replicas: placed('Deployment', ['spec', 'replicas'], {
    name: 'replicas',
    description: 'Pods of the service; with one, new storage pods and claims are refused while it restarts.',
    schema: { type: 'integer', minimum: 1 },
  }),
  pullPolicy: placed('Deployment', [...CONTAINER, 'imagePullPolicy'], {
    name: 'image.pullPolicy',
    description: 'When the image is pulled.',
    schema: { enum: ['Always', 'IfNotPresent', 'Never'] },
  }),
  resources: placed('Deployment', [...CONTAINER, 'resources'], {
    name: 'resources',
    description: 'Of the container; two thirds of the memory limit are for the heap.',
    schema: ANY_OBJECT,
  }),
  nodeSelector: placed('Deployment', [...POD, 'nodeSelector'], {
    name: 'nodeSelector',
    description: 'Labels of the nodes that the pods may run on.',
    schema: TEXTS,
  }),
  apiServerPorts: placed('NetworkPolicy', ['spec', 'egress', 1, 'ports'], {
    name: 'networkPolicy.apiServerPorts',
    description: 'Ports of the API server, in front of its Service and behind it.',
    schema: ANY_OBJECTS,
  }),
  monitoring: placed('NetworkPolicy', ['spec', 'ingress', 1, 'from'], {
    name: 'networkPolicy.monitoring',
    description: 'Who may read the metrics, as peers of a NetworkPolicy.',
    schema: ANY_OBJECTS,
  }),
} satisfies Record<string, PlacedValue>;

/** The values that stand where the installation has something. */
export const PLACED_VALUES: readonly PlacedValue[] = Object.values(PLACED);

const PRIORITY_CLASS: ChartValue = placed('Deployment', [...POD, 'priorityClassName'], {
  name: 'priorityClassName',
  description: 'Priority of the pods; empty for none.',
  schema: TEXT,
});

/** The configuration file of the service without what only the checker reads. */
function serviceConfigSchema(): JsonObject {
  const { type, additionalProperties, properties } = configSchema();
  const { ignore: _, ...rest } = objectAt(properties) ?? {};
  return { type, additionalProperties, properties: rest };
}

/** All values, in the order of `values.yaml`. */
export const CHART_VALUES: readonly ChartValue[] = [
  PLACED.replicas,
  {
    name: 'certificates',
    description: 'Who issues the serving certificate: the service itself (self), or cert-manager.',
    default: 'self',
    schema: { enum: ['self', 'cert-manager'] },
  },
  {
    name: 'certManager.issuerRef',
    description:
      'The issuer of the serving certificate (name, kind, group); empty makes an authority of our own.',
    default: {},
    schema: {
      type: 'object',
      properties: { name: TEXT, kind: TEXT, group: TEXT },
      additionalProperties: false,
    },
  },
  {
    name: 'excludedNamespaces',
    description: 'Namespaces of storage drivers and others whose pods and claims are never touched.',
    default: INSTALLATION.excludedNamespaces,
    schema: { type: 'array', items: NAMESPACE, uniqueItems: true },
  },
  {
    name: 'config',
    description:
      'The configuration file of the service: severities of rules, injection (docs/configuration.md).',
    default: {},
    schema: serviceConfigSchema(),
  },
  {
    name: 'webhooks.failurePolicy',
    description:
      'What happens to pods, claims and classes while the service cannot answer; Ignore lets them through.',
    default: 'Fail',
    schema: { enum: ['Fail', 'Ignore'] },
  },
  {
    name: 'webhooks.timeoutSeconds',
    description: 'How long kube-apiserver waits for an answer.',
    default: Math.max(...HOOKS.map(hook => hook.timeoutSeconds)),
    schema: { type: 'integer', minimum: 1, maximum: 30 },
  },
  {
    name: 'webhooks.aks',
    description:
      'On AKS: write what its Admissions Enforcer would add to the selectors, so that nothing differs.',
    default: false,
    schema: BOOLEAN,
  },
  {
    name: 'image.repository',
    description: 'The image.',
    default: IMAGE_REPOSITORY,
    schema: { ...TEXT, minLength: 1 },
  },
  {
    name: 'image.tag',
    description: "Empty for the chart's appVersion.",
    default: '',
    schema: TEXT,
  },
  {
    name: 'image.digest',
    description: 'Pins the image, whatever its tag: sha256:…',
    default: '',
    schema: { ...TEXT, pattern: '^(sha256:[0-9a-f]{64})?$' },
  },
  PLACED.pullPolicy,
  { name: 'imagePullSecrets', description: 'Secrets of the registry.', default: [], schema: ANY_OBJECTS },
  { name: 'nameOverride', description: 'In the place of the name of the chart.', default: '', schema: TEXT },
  { name: 'fullnameOverride', description: 'The name of all objects.', default: '', schema: TEXT },
  PLACED.resources,
  PRIORITY_CLASS,
  PLACED.nodeSelector,
  { name: 'tolerations', description: 'Taints that the pods tolerate.', default: [], schema: ANY_OBJECTS },
  { name: 'affinity', description: 'Affinity of the pods.', default: {}, schema: ANY_OBJECT },
  { name: 'podAnnotations', description: 'Further annotations of the pods.', default: {}, schema: TEXTS },
  { name: 'podLabels', description: 'Further labels of the pods.', default: {}, schema: TEXTS },
  {
    name: 'podDisruptionBudget.enabled',
    description: 'Evict the pods one by one.',
    default: true,
    schema: BOOLEAN,
  },
  {
    name: 'resourceQuota.enabled',
    description: 'Allow pods of the priority class in the namespace, where a cluster asks for a quota.',
    default: true,
    schema: BOOLEAN,
  },
  {
    name: 'networkPolicy.enabled',
    description: 'Restrict who may talk to whom.',
    default: true,
    schema: BOOLEAN,
  },
  PLACED.apiServerPorts,
  PLACED.monitoring,
];
