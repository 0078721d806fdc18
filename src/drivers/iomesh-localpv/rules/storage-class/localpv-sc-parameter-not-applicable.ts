import { entriesAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule, parameterOf } from '../../class-rule.ts';
import { deviceClass, hostpathClass } from '../../examples.ts';
import { DEVICE, HOSTPATH, PARAMETER } from '../../names.ts';
import { isFstypeKey } from '../../fstype-key.ts';

function isForDevices(key: string): boolean {
  return key === PARAMETER.deviceSelector || isFstypeKey(key);
}

function isForDirectories(key: string): boolean {
  return key === PARAMETER.basePath || key === PARAMETER.enableQuota;
}

/** Warns of parameters that belong to the other volume type. */
export const localpvScParameterNotApplicable = defineClassRule({
  id: 'localpv-sc-parameter-not-applicable',
  severity: 'warning',
  summary: 'A LocalPV class has only the parameters of its volume type.',
  help: 'Remove the parameter, or change volumeType.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      { yaml: hostpathClass('basePath: /mnt/local', 'enableQuota: "false"') },
      { yaml: deviceClass('deviceSelector: ""', 'csi.storage.k8s.io/fstype: xfs') },
    ],
    invalid: [
      {
        yaml: hostpathClass('basePath: /mnt/local', 'csi.storage.k8s.io/fstype: xfs'),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1fstype' }],
      },
      { yaml: deviceClass('basePath: /mnt/local'), findings: [{ path: '/parameters/basePath' }] },
    ],
  },
  check(storageClass) {
    const volumeType = parameterOf(storageClass, PARAMETER.volumeType);
    if (volumeType !== HOSTPATH && volumeType !== DEVICE) return [];
    const isForeign = volumeType === HOSTPATH ? isForDevices : isForDirectories;
    return entriesAt(storageClass, 'parameters')
      .filter(([key]) => isForeign(key))
      .map(([key]) => ({
        path: ['parameters', key],
        target: 'key' as const,
        message: `${key} has no effect with volumeType ${volumeType}`,
      }));
  },
});
