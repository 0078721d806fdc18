import { arrayAt, isJsonObject, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { nameOf, namespaceOf } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { podTemplateOf } from './pod-template.ts';

/** What a workload's controller would make first. */
export interface Expansion {
  readonly pod: KubernetesObject;
  /** The claims that the pod's claim templates become; they exist before the pod. */
  readonly claims: readonly KubernetesObject[];
}

function controllerReference(workload: KubernetesObject): JsonObject {
  return {
    apiVersion: workload.apiVersion,
    kind: workload.kind,
    name: nameOf(workload),
    controller: true,
    blockOwnerDeletion: true,
  };
}

function claimTemplates(workload: KubernetesObject): readonly JsonObject[] {
  if (workload.kind !== 'StatefulSet') return [];
  return arrayAt(workload, 'spec', 'volumeClaimTemplates').filter(isJsonObject);
}

function claimFrom(template: JsonObject, podName: string, namespace: string): KubernetesObject {
  const metadata = { ...objectAt(template, 'metadata'), name: `${nameOf(template)}-${podName}`, namespace };
  return { ...template, apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata };
}

/** The StatefulSet controller puts a claim volume in the place of a volume of the same name. */
function volumesWith(
  templates: readonly JsonObject[],
  volumes: readonly JsonValue[],
  podName: string,
): JsonValue[] {
  const names = new Set(templates.map(nameOf));
  const claimVolumes = templates.map(template => ({
    name: nameOf(template),
    persistentVolumeClaim: { claimName: `${nameOf(template)}-${podName}` },
  }));
  return [...claimVolumes, ...volumes.filter(volume => !names.has(stringAt(volume, 'name') ?? ''))];
}

/**
 * The first pod that a workload would make, and the claims of its claim templates, as the controllers make them; `undefined`
 * for kinds that make no pods. A Pod is returned as it is. The pods of a StatefulSet are named `<name>-0`, those of other
 * workloads carry a generateName.
 */
export function expandWorkload(
  workload: KubernetesObject,
  defaultNamespace = 'default',
): Expansion | undefined {
  const found = podTemplateOf(workload);
  if (found === undefined) return undefined;
  if (workload.kind === 'Pod') return { pod: workload, claims: [] };
  const namespace = namespaceOf(workload) ?? defaultNamespace;
  const podName = `${nameOf(workload)}-0`;
  const templates = claimTemplates(workload);
  const spec = objectAt(found.template, 'spec') ?? {};
  const volumes = volumesWith(templates, arrayAt(spec, 'volumes'), podName);
  const isNamed = workload.kind === 'StatefulSet';
  const pod: KubernetesObject = {
    ...found.template,
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...objectAt(found.template, 'metadata'),
      ...(isNamed ? { name: podName } : { generateName: `${nameOf(workload)}-` }),
      namespace,
      ownerReferences: [controllerReference(workload)],
    },
    spec: { ...spec, ...(volumes.length > 0 && { volumes }) },
  };
  return { pod, claims: templates.map(template => claimFrom(template, podName, namespace)) };
}
