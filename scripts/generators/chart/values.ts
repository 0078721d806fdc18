import { configSchema } from '../../../src/config/schema.ts';
import { at, stringAt } from '../../../src/core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { HOOKS } from '../../../src/hooks/registry.ts';
import { IMAGE_REPOSITORY, defaultInstallation } from '../../../src/manifests/default-installation.ts';
import { installationObjects } from '../../../src/manifests/installation.ts';
import { VERSION } from '../../../src/cli/version.ts';

/** A value of the chart: `values.yaml`, its schema, the table in the README and the templates are made from it. */
export interface ChartValue {
  /** Its place in `values.yaml`, with dots. */
  readonly name: string;
  readonly description: string;
  readonly default: JsonValue;
  readonly schema: JsonObject;
}

/** A value that takes the place of what the installation has there, which is its default. */
export interface PlacedValue extends ChartValue {
  readonly kind: string;
  readonly place: JsonPath;
}

const OBJECTS = installationObjects(defaultInstallation(VERSION));
const POD = ['spec', 'template', 'spec'] as const;
const CONTAINER = [...POD, 'containers', 0] as const;

/** The one object of a kind in the installation. */
export function objectOf(kind: string): KubernetesObject {
  const found = OBJECTS.filter(object => object.kind === kind);
  if (found[0] === undefined || found.length > 1) throw new Error(`there is not exactly one ${kind}`);
  return found[0];
}

function placed(
  kind: string,
  place: JsonPath,
  value: Pick<ChartValue, 'name' | 'description' | 'schema'>,
): PlacedValue {
  const found = at(objectOf(kind), ...place);
  if (found === undefined) throw new Error(`${kind} has nothing for ${value.name}`);
  return { ...value, kind, place, default: found };
}

const ANY_OBJECT = { type: 'object' };
const ANY_OBJECTS = { type: 'array', items: ANY_OBJECT };
const TEXTS = { type: 'object', additionalProperties: { type: 'string' } };
const NAMESPACE = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };

/** Values that stand where the installation has something. */
export const PLACED_VALUES: readonly PlacedValue[] = [
  placed('Deployment', ['spec', 'replicas'], {
    name: 'replicas',
    description: 'Pods of the service; with one, a restart refuses storage pods and claims for a while.',
    schema: { type: 'integer', minimum: 1 },
  }),
  placed('Deployment', [...CONTAINER, 'imagePullPolicy'], {
    name: 'image.pullPolicy',
    description: 'When the image is pulled.',
    schema: { enum: ['Always', 'IfNotPresent', 'Never'] },
  }),
  placed('Deployment', [...CONTAINER, 'resources'], {
    name: 'resources',
    description: 'Of the container; two thirds of the memory limit are for the heap.',
    schema: ANY_OBJECT,
  }),
  placed('Deployment', [...POD, 'nodeSelector'], {
    name: 'nodeSelector',
    description: 'Nodes that the pods may run on.',
    schema: TEXTS,
  }),
  placed('Deployment', [...POD, 'topologySpreadConstraints'], {
    name: 'topologySpreadConstraints',
    description: 'How the pods are spread; `labelSelector` is filled in.',
    schema: ANY_OBJECTS,
  }),
  placed('NetworkPolicy', ['spec', 'egress', 1, 'ports'], {
    name: 'networkPolicy.apiServerPorts',
    description: 'Ports of the API server behind its Service.',
    schema: ANY_OBJECTS,
  }),
  placed('NetworkPolicy', ['spec', 'ingress', 1, 'from'], {
    name: 'networkPolicy.monitoring',
    description: 'Who may read the metrics, as peers of a NetworkPolicy.',
    schema: ANY_OBJECTS,
  }),
];
