import { listSome } from '../../phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import { knownLvcreateOptionClasses } from '../../known-classes.ts';
import { lvmdConfigs } from '../../lvmd-config.ts';
import { ownStorageClass, parameterPath } from '../../own-storage-class.ts';

/** Reports a class of lvcreate options that no known configuration of lvmd defines. */
export const topolvmScLvcreateOptionClassUnknown = defineRule({
  id: 'topolvm-sc-lvcreate-option-class-unknown',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The class of lvcreate options is one that an lvmd.yaml defines.',
  help: 'Correct the name, or add it to lvcreate-option-classes in lvmd.yaml; until then lvmd makes no volume.',
  source: SOURCES.topolvmLvcreateOptionClass,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-raid1 }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/lvcreate-option-class: raid1
`,
        state: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
lvcreate-option-classes:
  - { name: raid1, options: ["--type=raid1"] }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-raid1 }
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/lvcreate-option-class: raid-1
`,
        state: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true }
lvcreate-option-classes:
  - { name: raid1, options: ["--type=raid1"] }
`,
        findings: [{ path: '/parameters/topolvm.io~1lvcreate-option-class' }],
      },
    ],
  },
  check(object, context) {
    const own = ownStorageClass(object);
    const key = own?.names.lvcreateOptionClassParameter ?? '';
    const name = own?.storageClass.parameters.get(key) ?? '';
    if (name === '' || lvmdConfigs(context.lookup, context.parseYaml).length === 0) return [];
    const known = knownLvcreateOptionClasses(context);
    if (known.has(name)) return [];
    const near = suggest(name, known);
    const others = known.size === 0 ? '' : ` (known: ${listSome(known)})`;
    const message = `lvmd.yaml has no lvcreate option class "${name}"${others}`;
    return [
      { path: parameterPath(key), message, ...(near !== undefined && { fix: `Did you mean "${near}"?` }) },
    ];
  },
});
