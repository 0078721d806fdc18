import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { CLASS_NAME_FORM, isClassName } from '../../classes/class-name.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';

/** Reports names that no device class can have. */
export const topolvmScDeviceClassNameInvalid = ownClassRule({
  id: 'topolvm-sc-device-class-name-invalid',
  severity: 'error',
  summary: 'The device class has a name that lvmd accepts.',
  help: CLASS_NAME_FORM,
  source: SOURCES.topolvmDeviceClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-nvme }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: nvme_4.0-fast
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: ssd disks
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-default }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: 00default
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
    ],
  },
  check({ names, storageClass }) {
    const key = names.deviceClassParameter;
    const name = storageClass.parameters.get(key) ?? '';
    const path = parameterPath(key);
    if (name === DEFAULT_DEVICE_CLASS) {
      const message = `"${name}" is how nodes report the default class, and no class of lvmd`;
      return [
        {
          path,
          message,
          fix: 'Remove the parameter to use the default class.',
          edit: { type: 'remove', path },
        },
      ];
    }
    if (name === '' || isClassName(name)) return [];
    return [{ path, message: `lvmd accepts no device class named "${name}"` }];
  },
});
