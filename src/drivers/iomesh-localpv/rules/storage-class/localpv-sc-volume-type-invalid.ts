import { SOURCES } from '../../../../core/sources.ts';
import { wrongWord } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { deviceClass } from '../../examples/manifests.ts';
import { PARAMETER, VOLUME_TYPES } from '../../names.ts';

/** Rejects volume types that the driver does not know; it tells upper from lower case. */
export const localpvScVolumeTypeInvalid = ownClassRule({
  id: 'localpv-sc-volume-type-invalid',
  severity: 'error',
  summary: 'The volume type of a LocalPV class is hostpath or device, in lower case.',
  help: 'Set volumeType to hostpath or device.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: deviceClass() }],
    invalid: [
      {
        yaml: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-hostpath}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
parameters:
  volumeType: hostPath
  basePath: /mnt/local
`,
        findings: [{ path: '/parameters/volumeType' }],
      },
    ],
  },
  check({ parameters }) {
    const key = PARAMETER.volumeType;
    return wrongWord(parameters.get(key), parameterPath(key), VOLUME_TYPES, key);
  },
});
