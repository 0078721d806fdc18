import { objectAt } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { webhookConfigurations } from '../hooks/webhook-configuration.ts';
import { certManagerObjects, injectionAnnotation } from './cert-manager.ts';
import { deployment } from './deployment.ts';
import { webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';
import { networkObjects } from './network.ts';
import { accessObjects } from './rbac.ts';

function namespaceObject({ namespace }: Installation): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
        'stowage.dev/webhook': 'ignore',
      },
    },
  };
}

function withAnnotations(
  object: KubernetesObject,
  annotations: Readonly<Record<string, string>>,
): KubernetesObject {
  return { ...object, metadata: { ...objectAt(object, 'metadata'), annotations } };
}

/** The webhook configurations of an installation; with cert-manager they say from which certificate to take the caBundle. */
export function configurationObjects(installation: Installation): readonly KubernetesObject[] {
  const { namespace, excludedNamespaces, certificates } = installation;
  const objects = webhookConfigurations({
    service: webhookServiceName(installation),
    namespace,
    excludedNamespaces,
  });
  if (certificates === 'self') return objects;
  return objects.map(object => withAnnotations(object, injectionAnnotation(installation)));
}

/** The files of an installation, in the order in which they can be applied. */
export function installationFiles(
  installation: Installation,
): ReadonlyMap<string, readonly KubernetesObject[]> {
  return new Map([
    ['namespace.yaml', [namespaceObject(installation)]],
    ['rbac.yaml', accessObjects(installation)],
    ['network.yaml', networkObjects(installation)],
    ['deployment.yaml', [deployment(installation)]],
    ...(installation.certificates === 'cert-manager'
      ? [['certificates.yaml', certManagerObjects(installation)] as const]
      : []),
    ['webhooks.yaml', configurationObjects(installation)],
  ]);
}
