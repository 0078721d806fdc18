import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { at } from '../../src/core/json.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { isKubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { Example } from '../../src/core/rule.ts';
import { OBJECT_RULES } from '../../src/hooks/all-rules.ts';
import { HOOKS } from '../../src/hooks/registry.ts';
import { claim, creation, podWith, storageClass } from '../support/objects.ts';

/** A review as JSON text and the path it is sent to. */
export interface Seed {
  readonly path: string;
  readonly review: JsonObject;
}

function documents(yaml: string | undefined): KubernetesObject[] {
  if (yaml === undefined) return [];
  return (loadAll(yaml, { schema: YAML11_SCHEMA }) as JsonValue[]).filter(isKubernetesObject);
}

/** Every object of the rules' examples; they are also what the fuzzed reviews look up. */
export function exampleObjects(): readonly KubernetesObject[] {
  const examples: readonly Example[] = OBJECT_RULES.flatMap(rule => [
    ...rule.examples.valid,
    ...rule.examples.invalid,
  ]);
  return examples.flatMap(example => [
    ...documents(example.yaml),
    ...documents(example.state),
    ...documents(example.old),
  ]);
}

const PODS: readonly KubernetesObject[] = [
  podWith(['a', 'b', 'c']),
  podWith(['a', 'a'], { metadata: { annotations: { 'capacity.topolvm.io/old': '5' } } }),
  podWith(['b'], {
    spec: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }, {}],
          },
        },
      },
    },
  }),
];

/** Objects that the pods above use. */
export const USED: readonly KubernetesObject[] = [
  storageClass('tlv', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  storageClass('io', 'com.iomesh.csi-driver', { iomeshCluster: 'iomesh-system/iomesh' }),
  storageClass('local', 'com.iomesh.iomesh-localpv-manager', { volumeType: 'device', deviceSelector: '' }),
  claim('a'),
  claim('b', { storageClassName: 'io' }),
  claim('c', { storageClassName: 'local', storage: '10G' }),
];

function reviewOf(object: KubernetesObject, operation: 'CREATE' | 'UPDATE' | 'DELETE'): JsonObject {
  const { object: _, ...request } = creation(object, { operation });
  const json = JSON.parse(JSON.stringify(request)) as JsonObject;
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...json,
      object: operation === 'DELETE' ? null : object,
      oldObject: operation === 'CREATE' ? null : object,
      namespace: at(object, 'metadata', 'namespace') ?? 'shop',
    },
  };
}

/** Reviews of every hook, from objects that mean something to it. */
export function seeds(): readonly Seed[] {
  const objects = [...PODS, ...USED, ...exampleObjects()];
  return objects.flatMap(object =>
    HOOKS.filter(hook => hook.kind === object.kind).flatMap(hook =>
      hook.operations.map(operation => ({ path: hook.path, review: reviewOf(object, operation) })),
    ),
  );
}
