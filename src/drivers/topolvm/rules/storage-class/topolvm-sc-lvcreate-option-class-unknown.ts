import { listSome } from '../../../../core/phrases.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { didYouMean } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { knownLvcreateOptionClasses } from '../../classes/known-classes.ts';
import { lvmdConfigs } from '../../lvmd/config.ts';

/** Reports a class of lvcreate options that no known configuration of lvmd defines. */
export const topolvmScLvcreateOptionClassUnknown = ownClassRule({
  id: 'topolvm-sc-lvcreate-option-class-unknown',
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
  check({ names, storageClass }, context) {
    const key = names.lvcreateOptionClassParameter;
    const name = storageClass.parameters.get(key) ?? '';
    if (name === '' || lvmdConfigs(context.lookup, context.parseYaml).length === 0) return [];
    const known = knownLvcreateOptionClasses(context);
    if (known.has(name)) return [];
    const others = known.size === 0 ? '' : ` (known: ${listSome(known)})`;
    const message = `lvmd.yaml has no lvcreate option class "${name}"${others}`;
    return [{ path: parameterPath(key), message, ...didYouMean(name, known) }];
  },
});
