import { SOURCES } from '../../../../core/sources.ts';
import { accessModeRule } from '../../checks/access-mode-rule.ts';
import { claim, iomeshClass } from '../../examples/storage.ts';

/** Rejects shared file systems, which the driver cannot serve. */
export const iomeshPvcAccessModeNeedsBlock = accessModeRule(
  {
    id: 'iomesh-pvc-access-mode-needs-block',
    severity: 'error',
    summary: 'A claim that several nodes use at once asks for a block volume.',
    help: 'Set volumeMode: Block, or use ReadWriteOnce.',
    source: SOURCES.iomeshCreatePv,
    examples: {
      valid: [
        {
          yaml: claim('shared-disk', [
            'storageClassName: iomesh',
            'volumeMode: Block',
            'accessModes: [ReadWriteMany]',
          ]),
          state: iomeshClass('iomesh'),
        },
      ],
      invalid: [
        {
          yaml: claim('shared-files', ['storageClassName: iomesh', 'accessModes: [ReadWriteMany]']),
          state: iomeshClass('iomesh'),
          findings: [{ path: '/spec/accessModes/0' }],
        },
        {
          yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  volumeClaimTemplates:
    - metadata:
        name: content
      spec:
        storageClassName: iomesh
        accessModes: [ReadWriteOnce, ReadOnlyMany]
        resources:
          requests:
            storage: 1Gi
`,
          findings: [{ path: '/spec/volumeClaimTemplates/0/spec/storageClassName', severity: 'unknown' }],
        },
      ],
    },
  },
  {
    modes: ['ReadWriteMany', 'ReadOnlyMany'],
    volumeMode: mode => mode !== 'Block',
    message: mode => `IOMesh serves ${mode} only with volumeMode: Block`,
  },
);
