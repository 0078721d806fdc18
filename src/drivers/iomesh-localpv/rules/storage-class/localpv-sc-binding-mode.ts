import { at } from '../../../../core/json.ts';
import { setValue } from '../../../../core/key-edits.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';

const FIELD = 'volumeBindingMode';
const REQUIRED = 'WaitForFirstConsumer';

/** Demands that a node is chosen before a local volume is made on one. */
export const localpvScBindingMode = ownClassRule({
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
  check({ parameters }, _context, object) {
    const mode = at(object, FIELD) ?? undefined;
    if (mode === REQUIRED) return [];
    const found = typeof mode === 'string' ? mode : 'Immediate, the default';
    const message = `LocalPV supports only WaitForFirstConsumer; the binding mode is ${found}`;
    const { path, edit } = setValue(object, [FIELD], REQUIRED);
    // A class that has the field among its parameters by mistake needs it moved, not added a second time.
    const isMisplaced = edit.type === 'add' && parameters.has(FIELD);
    return [{ path, message, ...(!isMisplaced && { edit }) }];
  },
});
