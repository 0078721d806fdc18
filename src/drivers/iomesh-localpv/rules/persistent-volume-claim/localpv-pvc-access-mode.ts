import { accessModeReports } from '../../../../core/access-modes.ts';
import type { HeldClaim } from '../../../../core/claims-of.ts';
import type { Report } from '../../../../core/finding.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { claim, hostpathClass } from '../../examples/manifests.ts';

const ONE_NODE = 'ReadWriteOnce';

function check({ json }: HeldClaim): readonly Report[] {
  return accessModeReports(json, mode =>
    mode === ONE_NODE ? undefined : `a LocalPV volume lives on one node; ${mode} is not documented for it`,
  );
}

/** Warns of claims that expect their volume on several nodes. */
export const localpvPvcAccessMode = ownClaimRule({
  id: 'localpv-pvc-access-mode',
  severity: 'warning',
  summary: 'A claim of a LocalPV class asks for ReadWriteOnce only.',
  help: 'Use ReadWriteOnce; for volumes on several nodes use another driver.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: claim('data', 'local-hostpath', '2Gi'), state: hostpathClass() }],
    invalid: [
      {
        yaml: claim('data', 'local-hostpath', '2Gi').replace('ReadWriteOnce', 'ReadWriteMany'),
        state: hostpathClass(),
        findings: [{ path: '/spec/accessModes/0' }],
      },
      {
        yaml: claim('data', 'local-hostpath', '2Gi').replace('ReadWriteOnce', 'ReadWriteMany'),
        findings: [{ path: '/spec/storageClassName', severity: 'unknown' }],
      },
    ],
  },
  concerns: claim => check(claim).length > 0,
  check,
});
