import { at } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { setValue } from '../../../../core/key-edits.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { DEVICE, HOSTPATH, PARAMETER } from '../../names.ts';

/** The volume type that the other parameters belong to; `undefined` when they leave it open. */
function impliedType(storageClass: JsonObject): string | undefined {
  const has = (key: string): boolean => at(storageClass, 'parameters', key) !== undefined;
  const isDevice = has(PARAMETER.deviceSelector);
  const isHostpath = has(PARAMETER.basePath) || has(PARAMETER.enableQuota);
  if (isDevice === isHostpath) return undefined;
  return isDevice ? DEVICE : HOSTPATH;
}

/** Demands the parameter without which nothing can be provisioned. */
export const localpvScVolumeTypeMissing = ownClassRule({
  id: 'localpv-sc-volume-type-missing',
  severity: 'error',
  summary: 'A LocalPV class says what its volumes are made of.',
  help: 'Add the parameter volumeType: hostpath for directories, device for whole block devices.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/local') }],
    invalid: [
      {
        yaml: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-hostpath}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
parameters:
  basePath: /mnt/local
`,
        findings: [{ path: '/parameters' }],
      },
      {
        yaml: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-hostpath}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
`,
        findings: [{ path: '' }],
      },
    ],
  },
  check(_class, _context, object) {
    const place = parameterPath(PARAMETER.volumeType);
    if (at(object, ...place) !== undefined) return [];
    const message = 'parameters.volumeType is missing';
    const value = impliedType(object);
    if (value === undefined) return [{ path: nearestPath(object, place), message }];
    return [{ message, fix: `Add volumeType: ${value}.`, ...setValue(object, place, value) }];
  },
});
