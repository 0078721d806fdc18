import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { PARAMETER, QUOTA_VALUES } from '../../names.ts';

/** Rejects other ways of saying yes and no. */
export const localpvScEnableQuotaInvalid = ownClassRule({
  id: 'localpv-sc-enable-quota-invalid',
  severity: 'error',
  summary: 'enableQuota is "true" or "false".',
  help: 'Set enableQuota to "true" or "false", in quotes.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: "true"') }],
    invalid: [
      {
        yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: "True"'),
        findings: [{ path: '/parameters/enableQuota' }],
      },
      {
        yaml: hostpathClass('basePath: /mnt/xfs', 'enableQuota: enabled'),
        findings: [{ path: '/parameters/enableQuota' }],
      },
    ],
  },
  check({ parameters }) {
    const key = PARAMETER.enableQuota;
    return wrongWord(parameters.get(key), parameterPath(key), QUOTA_VALUES, key);
  },
});
