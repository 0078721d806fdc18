import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';

/** Reports an empty device class: volumes are made, but pods are not scheduled by free space. */
export const topolvmScDeviceClassEmpty = ownClassRule({
  id: 'topolvm-sc-device-class-empty',
  severity: 'warning',
  summary: 'A device class that is given is not empty.',
  help: 'Name a device class, or remove the parameter to use the default one.',
  source: SOURCES.topolvmWebhook,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-default }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-default }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: ""
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
    ],
  },
  check({ names, storageClass }) {
    const key = names.deviceClassParameter;
    if (storageClass.parameters.get(key) !== '') return [];
    const message = 'the device class is empty, so pods are scheduled without regard to free space';
    return [{ path: parameterPath(key), message, edit: { type: 'remove', path: parameterPath(key) } }];
  },
});
