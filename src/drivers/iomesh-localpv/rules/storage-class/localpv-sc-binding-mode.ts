import type { Edit } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { hostpathClass } from '../../examples.ts';

const FIELD = 'volumeBindingMode';
const REQUIRED = 'WaitForFirstConsumer';

/** A class that has the field among its parameters by mistake needs it moved, not added a second time. */
function editOf(storageClass: JsonObject): Edit | undefined {
  if (at(storageClass, FIELD) !== undefined) return { type: 'replace-value', path: [FIELD], value: REQUIRED };
  if (at(storageClass, 'parameters', FIELD) !== undefined) return undefined;
  return { type: 'add', path: [FIELD], value: REQUIRED };
}

/** Demands that a node is chosen before a local volume is made on one. */
export const localpvScBindingMode = defineClassRule({
  id: 'localpv-sc-binding-mode',
  severity: 'error',
  summary: 'A LocalPV class binds its claims when their first pod is scheduled.',
  help: 'Set volumeBindingMode: WaitForFirstConsumer at the top level; without it the mode is Immediate.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/local') }],
    invalid: [
      {
        yaml: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-hostpath}
provisioner: com.iomesh.iomesh-localpv-manager
parameters: {volumeType: hostpath, basePath: /mnt/local}
`,
        findings: [{ path: '' }],
      },
      {
        yaml: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-hostpath}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: Immediate
parameters: {volumeType: hostpath, basePath: /mnt/local}
`,
        findings: [{ path: '/volumeBindingMode' }],
      },
    ],
  },
  check(storageClass) {
    const mode = at(storageClass, FIELD) ?? undefined;
    if (mode === REQUIRED) return [];
    const path = at(storageClass, FIELD) === undefined ? [] : [FIELD];
    const edit = editOf(storageClass);
    const found = typeof mode === 'string' ? mode : 'Immediate, the default';
    const message = `LocalPV supports only WaitForFirstConsumer; the binding mode is ${found}`;
    return [{ path, message, ...(edit !== undefined && { edit }) }];
  },
});
