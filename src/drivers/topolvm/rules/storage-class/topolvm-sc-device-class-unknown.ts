import { listSome } from '../../../../core/phrases.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { didYouMean } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { isClassName } from '../../classes/class-name.ts';
import { knownDeviceClasses } from '../../classes/known-classes.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';

/** Reports a device class that neither nodes nor a configuration of lvmd know, while they know others. */
export const topolvmScDeviceClassUnknown = ownClassRule({
  id: 'topolvm-sc-device-class-unknown',
  severity: 'warning',
  summary: 'The device class is one that a node reports or an lvmd.yaml defines.',
  help: 'Correct the name, or add the class to lvmd.yaml on the nodes; until then claims of this class stay Pending.',
  source: SOURCES.topolvmUserManual,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: ssd
`,
        state: `
apiVersion: v1
kind: Node
metadata:
  name: worker-1
  annotations: { capacity.topolvm.io/00default: "0", capacity.topolvm.io/ssd: "107374182400" }
`,
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: ssd
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
  topolvm.io/device-class: sdd
`,
        state: `
apiVersion: v1
kind: Node
metadata:
  name: worker-1
  annotations: { capacity.topolvm.io/00default: "0", capacity.topolvm.io/ssd: "107374182400" }
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-archive }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: archive
`,
        state: `
apiVersion: v1
kind: ConfigMap
metadata: { name: topolvm-lvmd-0, namespace: topolvm-system }
data:
  lvmd.yaml: |
    device-classes:
      - { name: ssd, volume-group: vg-ssd, default: true }
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
    ],
  },
  check({ names, storageClass }, context) {
    const key = names.deviceClassParameter;
    const name = storageClass.parameters.get(key) ?? '';
    if (!isClassName(name) || name === DEFAULT_DEVICE_CLASS) return [];
    const known = knownDeviceClasses(names, context);
    if (known.size === 0 || known.has(name)) return [];
    const message = `no node has a device class "${name}" (known: ${listSome(known)})`;
    return [{ path: parameterPath(key), message, ...didYouMean(name, known) }];
  },
});
