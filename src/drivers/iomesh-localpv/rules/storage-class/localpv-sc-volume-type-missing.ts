import { at, objectAt } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { hostpathClass } from '../../examples.ts';
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
export const localpvScVolumeTypeMissing = defineClassRule({
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
  check(storageClass) {
    if (at(storageClass, 'parameters', PARAMETER.volumeType) !== undefined) return [];
    const path = objectAt(storageClass, 'parameters') === undefined ? [] : ['parameters'];
    const message = 'parameters.volumeType is missing';
    const value = impliedType(storageClass);
    if (value === undefined) return [{ path, message }];
    const edit = { type: 'add', path: ['parameters', PARAMETER.volumeType], value } as const;
    return [{ path, message, fix: `Add volumeType: ${value}.`, edit }];
  },
});
