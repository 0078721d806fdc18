import { CLAIM_PATHS } from '../../../../core/claim-paths.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { claim, deviceClass, hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH } from '../../names.ts';

/** Rejects claims that want a block device from a class of directories. */
export const localpvPvcBlockOnHostpath = ownClaimRule({
  id: 'localpv-pvc-block-on-hostpath',
  severity: 'error',
  volumeType: HOSTPATH,
  summary: 'A claim of a hostpath class is not of volume mode Block.',
  help: 'Use a class with volumeType: device for volume mode Block.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      { yaml: claim('data', 'local-device', '2Gi', 'volumeMode: Block, '), state: deviceClass() },
      { yaml: claim('data', 'local-hostpath', '2Gi'), state: hostpathClass() },
    ],
    invalid: [
      {
        yaml: claim('data', 'local-hostpath', '2Gi', 'volumeMode: Block, '),
        state: hostpathClass(),
        findings: [{ path: '/spec/volumeMode' }],
      },
    ],
  },
  concerns: ({ decoded }) => decoded.volumeMode === 'Block',
  check(_claim, { name }) {
    const message = `class ${name} makes directories, which cannot be block devices`;
    return [{ path: CLAIM_PATHS.volumeMode, message }];
  },
});
