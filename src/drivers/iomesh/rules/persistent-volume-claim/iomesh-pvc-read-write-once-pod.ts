import { SOURCES } from '../../../../core/sources.ts';
import { accessModeRule } from '../../checks/access-mode-rule.ts';
import { claim, iomeshClass } from '../../examples/storage.ts';

/** Warns of an access mode that the driver's documents do not mention. */
export const iomeshPvcReadWriteOncePod = accessModeRule(
  {
    id: 'iomesh-pvc-read-write-once-pod',
    severity: 'warning',
    summary: 'A claim asks only for access modes that are documented for IOMesh.',
    help: 'Use ReadWriteOnce.',
    source: SOURCES.iomeshCreatePv,
    examples: {
      valid: [
        {
          yaml: claim('data', ['storageClassName: iomesh', 'accessModes: [ReadWriteOnce]']),
          state: iomeshClass('iomesh'),
        },
      ],
      invalid: [
        {
          yaml: claim('data', ['storageClassName: iomesh', 'accessModes: [ReadWriteOncePod]']),
          state: iomeshClass('iomesh'),
          findings: [{ path: '/spec/accessModes/0' }],
        },
      ],
    },
  },
  { modes: ['ReadWriteOncePod'], message: mode => `${mode} is not documented for IOMesh` },
);
