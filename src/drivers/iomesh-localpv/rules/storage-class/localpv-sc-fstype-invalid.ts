import { fstypeKeys } from '../../../../core/csi-parameters.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { deviceClass } from '../../examples/manifests.ts';
import { DEVICE, FILE_SYSTEMS } from '../../names.ts';

/** Warns of undocumented file systems; the driver is closed, so it may know more. */
export const localpvScFstypeInvalid = ownClassRule({
  id: 'localpv-sc-fstype-invalid',
  severity: 'warning',
  volumeType: DEVICE,
  summary: 'The file system type of a device class is a documented one.',
  help: 'Use ext4, ext3, ext2 or xfs.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: deviceClass('csi.storage.k8s.io/fstype: xfs') }],
    invalid: [
      {
        yaml: deviceClass('csi.storage.k8s.io/fstype: ext5'),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1fstype' }],
      },
    ],
  },
  check({ parameters }) {
    return fstypeKeys(parameters.keys()).flatMap(key =>
      wrongWord(parameters.get(key), parameterPath(key), FILE_SYSTEMS, 'fstype'),
    );
  },
});
