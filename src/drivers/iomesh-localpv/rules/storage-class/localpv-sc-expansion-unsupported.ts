import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';

/** Warns of a promise that the driver is not known to keep. */
export const localpvScExpansionUnsupported = ownClassRule({
  id: 'localpv-sc-expansion-unsupported',
  severity: 'warning',
  summary: 'A LocalPV class does not allow volumes to be expanded.',
  help: 'Remove allowVolumeExpansion.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/local') }],
    invalid: [
      {
        yaml: `${hostpathClass('basePath: /mnt/local')}allowVolumeExpansion: true\n`,
        findings: [{ path: '/allowVolumeExpansion' }],
      },
    ],
  },
  check({ allowVolumeExpansion }) {
    if (!allowVolumeExpansion) return [];
    const path = ['allowVolumeExpansion'];
    const message = 'expansion of LocalPV volumes is not documented';
    return [{ path, message, edit: { type: 'remove', path } }];
  },
});
