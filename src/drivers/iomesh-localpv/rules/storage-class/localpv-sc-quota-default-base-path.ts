import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { normalizedPath } from '../../classes/base-path.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { DEFAULT_BASE_PATH, HOSTPATH, PARAMETER } from '../../names.ts';

/**
 * Warns when a quota is asked for on the default directory, which normally is part of the root file system.
 */
export const localpvScQuotaDefaultBasePath = ownClassRule({
  id: 'localpv-sc-quota-default-base-path',
  severity: 'warning',
  volumeType: HOSTPATH,
  summary: 'A class that enforces a quota has a directory of its own.',
  help: 'Set basePath to a mount point of an XFS file system with the option prjquota.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: "true"') }],
    invalid: [
      {
        yaml: hostpathClass('basePath: /var/iomesh/local', 'enableQuota: "true"'),
        findings: [{ path: '/parameters/basePath' }],
      },
      { yaml: hostpathClass('enableQuota: "true"'), findings: [{ path: '/parameters/enableQuota' }] },
    ],
  },
  check({ parameters }) {
    if (parameters.get(PARAMETER.enableQuota) !== 'true') return [];
    const directory = parameters.get(PARAMETER.basePath) || undefined;
    if (directory !== undefined && normalizedPath(directory) !== DEFAULT_BASE_PATH) return [];
    const path = parameterPath(directory === undefined ? PARAMETER.enableQuota : PARAMETER.basePath);
    return [
      { path, message: 'the default directory normally is no XFS mount point, so no quota works there' },
    ];
  },
});
