import type { Report } from '../../../../core/finding.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import type { OwnClass } from '../../classes/own-class.ts';
import { otherPlugins } from '../../names.ts';

function report({ names, storageClass }: OwnClass, wrong: string, right: string): Report {
  const path = parameterPath(wrong);
  const message = `"${wrong}" has no effect: the provisioner is ${names.plugin}`;
  const isDouble = storageClass.parameters.has(right);
  return {
    path,
    target: 'key',
    message,
    fix: isDouble ? `Remove it: "${right}" is what counts.` : `Rename it to "${right}".`,
    edit: isDouble ? { type: 'remove', path } : { type: 'rename-key', path, key: right },
  };
}

/** Reports parameters of the plugin's other name: the driver does not see them and takes its default class. */
export const topolvmScLegacyParameter = ownClassRule({
  id: 'topolvm-sc-legacy-parameter',
  severity: 'error',
  summary: 'The parameters begin with the same plugin name as the provisioner.',
  help: 'Write topolvm.io/… with provisioner topolvm.io, and topolvm.cybozu.com/… with provisioner topolvm.cybozu.com.',
  source: SOURCES.topolvmController,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-legacy }
provisioner: topolvm.cybozu.com
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.cybozu.com/device-class: ssd
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
  topolvm.cybozu.com/device-class: ssd
`,
        findings: [{ path: '/parameters/topolvm.cybozu.com~1device-class' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-both }
provisioner: topolvm.cybozu.com
volumeBindingMode: WaitForFirstConsumer
parameters:
  topolvm.io/device-class: ssd
  topolvm.cybozu.com/device-class: hdd
`,
        findings: [{ path: '/parameters/topolvm.io~1device-class' }],
      },
    ],
  },
  check(own) {
    return otherPlugins(own.names).flatMap(other =>
      (['deviceClassParameter', 'lvcreateOptionClassParameter'] as const)
        .filter(parameter => own.storageClass.parameters.has(other[parameter]))
        .map(parameter => report(own, other[parameter], own.names[parameter])),
    );
  },
});
