import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { DEFAULT_BASE_PATH, HOSTPATH, PARAMETER } from '../../names.ts';

/** Reminds of what no object of the API shows: how the directory is mounted on the nodes. */
export const localpvScQuotaHostRequirements = ownClassRule({
  id: 'localpv-sc-quota-host-requirements',
  severity: 'info',
  volumeType: HOSTPATH,
  summary: 'A class that enforces a quota needs an XFS file system with project quotas on every node.',
  help: 'On every node mount an XFS file system there with the option prjquota, and enter it in /etc/fstab.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: "false"') }],
    invalid: [
      {
        yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: "true"'),
        findings: [{ path: '/parameters/enableQuota' }],
      },
    ],
  },
  check({ parameters }) {
    if (parameters.get(PARAMETER.enableQuota) !== 'true') return [];
    const directory = parameters.get(PARAMETER.basePath) || DEFAULT_BASE_PATH;
    const message = `the quota works only where ${directory} is an XFS mount point with prjquota`;
    return [{ path: parameterPath(PARAMETER.enableQuota), message }];
  },
});
