import { isJsonObject, objectAt } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { installationObjects } from '../../src/manifests/installation.ts';
import type { Installation } from '../../src/manifests/names.ts';

/** An installation that shares no name with the default one. */
const ELSEWHERE: Installation = {
  name: 'admission',
  namespace: 'platform',
  image: 'registry.example.com/stowage:2',
  certificates: 'self',
  excludedNamespaces: ['drivers'],
};

/** Installations that every object has to do for. */
export const INSTALLATIONS: readonly (readonly [name: string, installation: Installation])[] = [
  ['without certificates', defaultInstallation('1.2.3')],
  ['with certificates of its own', { ...defaultInstallation('1.2.3'), certificates: 'self' }],
  ['with cert-manager', { ...defaultInstallation('1.2.3'), certificates: 'cert-manager' }],
  ['elsewhere', ELSEWHERE],
];

/** The objects of a kind in an installation. */
export function objectsOf(installation: Installation, kind: string): readonly KubernetesObject[] {
  return installationObjects(installation).filter(object => object.kind === kind);
}

/** The one object at a path of the one Deployment. */
export function inDeployment(installation: Installation, ...path: readonly (string | number)[]): JsonObject {
  const [deployment] = objectsOf(installation, 'Deployment');
  const found = deployment && objectAt(deployment, 'spec', ...path);
  if (!isJsonObject(found)) throw new Error(`the Deployment has nothing at ${path.join('.')}`);
  return found;
}
