import { SOURCES } from '../../../../core/sources.ts';
import { accessModeRule } from '../../checks/access-mode-rule.ts';
import { claim, iomeshClass } from '../../examples/storage.ts';

/** Notes that a read-only block volume of IOMesh can be written. */
export const iomeshPvcReadOnlyManyWritable = accessModeRule(
  {
    id: 'iomesh-pvc-read-only-many-writable',
    severity: 'info',
    summary: 'Nothing relies on ReadOnlyMany to protect a block volume of IOMesh.',
    help: 'Do not rely on the access mode for protection: a ReadOnlyMany block volume can still be written.',
    source: SOURCES.iomeshReleaseNotes,
    examples: {
      valid: [
        {
          yaml: claim('golden-image', [
            'storageClassName: iomesh',
            'volumeMode: Block',
            'accessModes: [ReadWriteMany]',
          ]),
          state: iomeshClass('iomesh'),
        },
      ],
      invalid: [
        {
          yaml: claim('golden-image', [
            'storageClassName: iomesh',
            'volumeMode: Block',
            'accessModes: [ReadOnlyMany]',
          ]),
          state: iomeshClass('iomesh'),
          findings: [{ path: '/spec/accessModes/0' }],
        },
      ],
    },
  },
  {
    modes: ['ReadOnlyMany'],
    volumeMode: mode => mode === 'Block',
    message: mode => `known issue: IOMesh lets pods write to a ${mode} block volume`,
  },
);
