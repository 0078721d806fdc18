import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import { PLUGINS } from '../../names.ts';
import { ownStorageClass, parameterPath } from '../../own-storage-class.ts';

/** Keys that the provisioner takes itself, in their current and their deprecated spelling. */
const PROVISIONER_KEY = /^(?:csi\.storage\.k8s\.io\/.*|fstype|csi.*secret(?:name|namespace))$/i;

const OWN_KEYS = PLUGINS.flatMap(names => [names.deviceClassParameter, names.lvcreateOptionClassParameter]);

/** Reports parameters that TopoLVM does not read. */
export const topolvmScParameterUnknown = defineRule({
  id: 'topolvm-sc-parameter-unknown',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'Every parameter is one that TopoLVM reads.',
  help: 'TopoLVM reads device-class and lvcreate-option-class, prefixed with the provisioner and a slash; remove other keys.',
  source: SOURCES.topolvmController,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-raid }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  csi.storage.k8s.io/fstype: xfs
  topolvm.io/device-class: ssd
  topolvm.io/lvcreate-option-class: raid1
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
  topolvm.io/deviceclass: ssd
  volume-group: myvg1
`,
        findings: [
          { path: '/parameters/topolvm.io~1deviceclass' },
          { path: '/parameters/volume-group', severity: 'warning' },
        ],
      },
    ],
  },
  check(object) {
    const own = ownStorageClass(object);
    if (own === undefined) return [];
    const { names, storageClass } = own;
    const ownKeys = [names.deviceClassParameter, names.lvcreateOptionClassParameter];
    return [...storageClass.parameters.keys()]
      .filter(key => !PROVISIONER_KEY.test(key) && !OWN_KEYS.includes(key))
      .map(key => {
        const near = suggest(key, ownKeys);
        const place = { path: parameterPath(key), target: 'key' as const };
        const message = `TopoLVM does not read the parameter "${key}"`;
        if (near === undefined) return { ...place, message, severity: 'warning' as const };
        if (storageClass.parameters.has(near)) return { ...place, message, fix: `Remove it: "${near}" is there too.` };
        const edit = { type: 'rename-key' as const, path: place.path, key: near };
        return { ...place, message, fix: `Did you mean "${near}"?`, edit };
      });
  },
});
