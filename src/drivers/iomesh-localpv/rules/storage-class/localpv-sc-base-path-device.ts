import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/** Warns when a block device is given where a directory is needed. */
export const localpvScBasePathDevice = ownClassRule({
  id: 'localpv-sc-base-path-device',
  severity: 'warning',
  volumeType: HOSTPATH,
  summary: 'The base directory of a hostpath class is no block device.',
  help: 'Give the directory where the device is mounted, or use volumeType: device.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/sdb') }],
    invalid: [{ yaml: hostpathClass('basePath: /dev/sdb'), findings: [{ path: '/parameters/basePath' }] }],
  },
  check({ parameters }) {
    const value = parameters.get(PARAMETER.basePath);
    if (value?.startsWith('/dev/') !== true) return [];
    const path = parameterPath(PARAMETER.basePath);
    return [{ path, message: `basePath "${value}" is the path of a device, not of a directory` }];
  },
});
