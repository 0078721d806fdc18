import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { hostpathClass } from '../../examples.ts';
import { PARAMETER } from '../../names.ts';
import { QUOTA_VALUES } from '../../parameters.ts';
import { unknownParameterValue } from '../../spelling.ts';

/** Rejects other ways of saying yes and no. */
export const localpvScEnableQuotaInvalid = defineClassRule({
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
  check: storageClass => unknownParameterValue(storageClass, PARAMETER.enableQuota, QUOTA_VALUES),
});
