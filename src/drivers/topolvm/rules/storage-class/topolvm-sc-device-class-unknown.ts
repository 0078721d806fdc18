import { listSome } from '../../phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import { isClassName } from '../../class-name.ts';
import { knownDeviceClasses } from '../../known-classes.ts';
import { DEFAULT_DEVICE_CLASS } from '../../names.ts';
import { ownStorageClass, parameterPath } from '../../own-storage-class.ts';

/** Reports a device class that neither nodes nor a configuration of lvmd know, while they know others. */
export const topolvmScDeviceClassUnknown = defineRule({
  id: 'topolvm-sc-device-class-unknown',
  kinds: ['StorageClass'],
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
  check(object, context) {
    const own = ownStorageClass(object);
    const key = own?.names.deviceClassParameter ?? '';
    const name = own?.storageClass.parameters.get(key) ?? '';
    if (own === undefined || !isClassName(name) || name === DEFAULT_DEVICE_CLASS) return [];
    const known = knownDeviceClasses(own.names, context);
    if (known.size === 0 || known.has(name)) return [];
    const near = suggest(name, known);
    const message = `no node has a device class "${name}" (known: ${listSome(known)})`;
    return [
      { path: parameterPath(key), message, ...(near !== undefined && { fix: `Did you mean "${near}"?` }) },
    ];
  },
});
