import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadAll } from 'js-yaml';
import { inject } from 'vitest';
import { isJsonObject } from '../../../src/core/json.ts';
import type { JsonValue } from '../../../src/core/json.ts';
import { isKubernetesObject, nameOf, namespaceOf } from '../../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';

/** The folder of the manifests in the repository. */
export const MANIFESTS = resolve(import.meta.dirname, '../../../manifests');

/** The objects of a stream of YAML documents; empty ones are passed over. */
export function objectsIn(yaml: string): readonly KubernetesObject[] {
  const documents = loadAll(yaml).filter(document => document !== null) as JsonValue[];
  return documents.map(document => {
    if (!isJsonObject(document) || !isKubernetesObject(document)) throw new Error('not a Kubernetes object');
    return document;
  });
}

/** Objects by kind, namespace and name. */
export function byIdentity(objects: readonly KubernetesObject[]): Readonly<Record<string, KubernetesObject>> {
  const entries = objects.map(
    object => [[object.kind, namespaceOf(object), nameOf(object)].join(' '), object] as const,
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What `kubectl kustomize` makes of a folder of the manifests. */
export async function kustomized(folder: string): Promise<readonly KubernetesObject[]> {
  const kubectl = join(inject('controlPlaneFolder'), 'kubectl');
  const { stdout } = await promisify(execFile)(kubectl, ['kustomize', join(MANIFESTS, folder)]);
  return objectsIn(stdout);
}
