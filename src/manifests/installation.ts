import { objectAt } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { WEBHOOK_IGNORE, WEBHOOK_LABEL } from '../core/names.ts';
import { webhookConfigurations } from '../hooks/webhook-configuration.ts';
import { availabilityObjects } from './availability.ts';
import { certManagerObjects, injectionAnnotation } from './cert-manager.ts';
import { configMap } from './config-map.ts';
import { deployment } from './deployment.ts';
import { webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';
import { networkObjects } from './network.ts';
import { accessObjects, certificateAccessObjects } from './rbac.ts';

function namespaceObject({ namespace }: Installation): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
        [WEBHOOK_LABEL]: WEBHOOK_IGNORE,
      },
    },
  };
}

/** The webhook configurations; with cert-manager they say from which certificate to take the caBundle. */
function configurationObjects(installation: Installation): readonly KubernetesObject[] {
  const { namespace, excludedNamespaces, certificates } = installation;
  const service = webhookServiceName(installation);
  const objects = webhookConfigurations({ service, namespace, excludedNamespaces });
  if (certificates !== 'cert-manager') return objects;
  const annotations = injectionAnnotation(installation);
  return objects.map(object => ({
    ...object,
    metadata: { ...objectAt(object, 'metadata'), annotations },
  }));
}

function certificateObjects(installation: Installation): readonly KubernetesObject[] {
  const { certificates } = installation;
  if (certificates === undefined) return [];
  const access = certificateAccessObjects(installation, certificates);
  return certificates === 'self' ? access : [...access, ...certManagerObjects(installation)];
}

/** The files of an installation, in the order in which they are applied; those without an object are left out. */
export function installationFiles(
  installation: Installation,
): ReadonlyMap<string, readonly KubernetesObject[]> {
  const files: readonly (readonly [string, readonly KubernetesObject[]])[] = [
    ['namespace.yaml', [namespaceObject(installation)]],
    ['rbac.yaml', accessObjects(installation)],
    ['certificates.yaml', certificateObjects(installation)],
    ['config.yaml', [configMap(installation)]],
    ['network.yaml', networkObjects(installation)],
    ['availability.yaml', availabilityObjects(installation)],
    ['deployment.yaml', [deployment(installation)]],
    ['webhooks.yaml', configurationObjects(installation)],
  ];
  return new Map(files.filter(([, objects]) => objects.length > 0));
}

/** All objects of an installation, in the order in which they are applied. */
export function installationObjects(installation: Installation): readonly KubernetesObject[] {
  return [...installationFiles(installation).values()].flat();
}
