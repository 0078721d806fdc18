import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownStorageClass, parameterPath } from '../../own-storage-class.ts';

/** Reports an empty device class: volumes are made, but pods are not scheduled by free space. */
export const topolvmScDeviceClassEmpty = defineRule({
  id: 'topolvm-sc-device-class-empty',
  kinds: ['StorageClass'],
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
  check(object) {
    const own = ownStorageClass(object);
    const key = own?.names.deviceClassParameter;
    if (own === undefined || key === undefined || own.storageClass.parameters.get(key) !== '') return [];
    const message = 'the device class is empty, so pods are scheduled without regard to free space';
    return [{ path: parameterPath(key), message, edit: { type: 'remove', path: parameterPath(key) } }];
  },
});
