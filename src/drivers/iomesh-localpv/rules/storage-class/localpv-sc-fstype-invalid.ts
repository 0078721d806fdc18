import { entriesAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { deviceClass } from '../../examples.ts';
import { isFstypeKey } from '../../fstype-key.ts';
import { DEVICE } from '../../names.ts';
import { FILE_SYSTEMS } from '../../parameters.ts';
import { unknownParameterValue } from '../../spelling.ts';

/** Warns of undocumented file systems; the driver is closed, so it may know more. */
export const localpvScFstypeInvalid = defineClassRule({
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
  check(storageClass) {
    return entriesAt(storageClass, 'parameters')
      .filter(([key]) => isFstypeKey(key))
      .flatMap(([key]) => unknownParameterValue(storageClass, key, FILE_SYSTEMS));
  },
});
