import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { claim, hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/** Tells that a size is only a wish. */
export const localpvPvcQuotaNotEnforced = ownClaimRule({
  id: 'localpv-pvc-quota-not-enforced',
  severity: 'info',
  volumeType: HOSTPATH,
  summary: 'A claim of a hostpath class is limited to its size only when the class has a quota.',
  help: 'Use a class with enableQuota: "true" where volumes must not fill the disk of others.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: claim('data', 'local-hostpath', '2Gi'), state: hostpathClass('enableQuota: "true"') }],
    invalid: [
      {
        yaml: claim('data', 'local-hostpath', '2Gi'),
        state: hostpathClass(),
        findings: [{ path: '/spec/resources/requests/storage' }],
      },
    ],
  },
  concerns: ({ decoded }) => decoded.requestBytes !== undefined,
  check(_claim, { name, parameters }) {
    if (parameters.get(PARAMETER.enableQuota) === 'true') return [];
    const message = `the size is not enforced: class ${name} has no quota`;
    return [{ path: CLAIM_PATHS.storageRequest, message }];
  },
});
