import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fastJsonPatch from 'fast-json-patch';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { VERSION } from '../../src/cli/version.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { installationObjects } from '../../src/manifests/installation.ts';

const MANIFESTS = resolve(import.meta.dirname, '../../manifests');

interface Kustomization {
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly target: { kind: string; name: string }; readonly patch: string }[];
}

function read(path: string): string {
  return readFileSync(resolve(MANIFESTS, path), 'utf8');
}

function kustomization(folder: string): Kustomization {
  return load(read(`${folder}/kustomization.yaml`)) as Kustomization;
}

/** The objects of a folder's files, bases included, with its patches; as far as our own kustomizations go. */
function rendered(folder: string): readonly KubernetesObject[] {
  const { resources, patches = [] } = kustomization(folder);
  const objects = resources.flatMap(resource =>
    resource.endsWith('.yaml')
      ? (loadAll(read(`${folder}/${resource}`)) as KubernetesObject[])
      : rendered(`${folder}/${resource}`),
  );
  return objects.map(object => {
    const own = patches.filter(({ target }) => target.kind === object.kind && target.name === nameOf(object));
    const operations = own.flatMap(({ patch }) => load(patch) as fastJsonPatch.Operation[]);
    return fastJsonPatch.applyPatch(object, operations, true, false).newDocument;
  });
}

function sorted(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.toSorted((a, b) => (`${a.kind} ${nameOf(a)}` < `${b.kind} ${nameOf(b)}` ? -1 : 1));
}

describe('kustomize', () => {
  test.each([
    ['base', undefined],
    ['overlays/self-signed', 'self'],
    ['overlays/cert-manager', 'cert-manager'],
  ] as const)('%s is the installation with certificates: %s', (folder, certificates) => {
    const installation = {
      ...defaultInstallation(VERSION),
      ...(certificates !== undefined && { certificates }),
    };
    expect(sorted(rendered(folder))).toEqual(sorted(installationObjects(installation)));
  });

  test('the base has nothing of certificates', () => {
    const { resources } = kustomization('base');
    expect(resources.map(file => read(`base/${file}`)).join('')).not.toMatch(/cert-mode|cert-manager/);
  });

  test.each([
    ['overlays/self-signed', ['Deployment']],
    ['overlays/cert-manager', ['Deployment', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']],
  ])('%s patches only %j', (folder, kinds) => {
    expect(kustomization(folder).patches?.map(({ target }) => target.kind)).toEqual(kinds);
  });
});
