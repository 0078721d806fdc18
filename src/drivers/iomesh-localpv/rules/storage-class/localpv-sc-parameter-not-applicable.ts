import { fstypeKeys } from '../../../../core/csi-parameters.ts';
import { entriesAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { deviceClass, hostpathClass } from '../../examples/manifests.ts';
import { DEVICE, HOSTPATH, PARAMETER } from '../../names.ts';

function parametersOf(volumeType: string, keys: readonly string[]): readonly string[] {
  return volumeType === DEVICE
    ? [PARAMETER.deviceSelector, ...fstypeKeys(keys)]
    : [PARAMETER.basePath, PARAMETER.enableQuota];
}

/** Warns of parameters that belong to the other volume type. */
export const localpvScParameterNotApplicable = ownClassRule({
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
  check({ parameters }, _context, object) {
    const volumeType = parameters.get(PARAMETER.volumeType);
    if (volumeType !== HOSTPATH && volumeType !== DEVICE) return [];
    const keys = entriesAt(object, 'parameters').map(([key]) => key);
    const foreign = parametersOf(volumeType === HOSTPATH ? DEVICE : HOSTPATH, keys);
    return keys
      .filter(key => foreign.includes(key))
      .map(key => ({
        path: parameterPath(key),
        target: 'key' as const,
        message: `${key} has no effect with volumeType ${volumeType}`,
      }));
  },
});
