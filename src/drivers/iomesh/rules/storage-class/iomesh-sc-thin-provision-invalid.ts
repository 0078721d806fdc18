import { SOURCES } from '../../../../core/sources.ts';
import { parameterEnumRule } from '../../checks/parameter-rules.ts';
import { iomeshClass } from '../../examples/storage.ts';

/** Rejects values of `thinProvision` that are neither true nor false. */
export const iomeshScThinProvisionInvalid = parameterEnumRule('thinProvision', {
  id: 'iomesh-sc-thin-provision-invalid',
  summary: 'Thin provisioning is either "true" or "false".',
  help: 'Use "true" or "false".',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh-thick', 'thinProvision: "false"'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh-thin', 'thinProvision: "yes"'),
        findings: [{ path: '/parameters/thinProvision' }],
      },
    ],
  },
});
