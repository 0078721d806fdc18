import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { CONFIG_FILE, configMapName, namespacedMetadata } from './names.ts';
import type { Installation } from './names.ts';

/** The configuration file of the service; as it comes it changes nothing. */
export function configMap(installation: Installation): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: namespacedMetadata(installation, configMapName(installation)),
    data: { [CONFIG_FILE.key]: '{}\n' },
  };
}
